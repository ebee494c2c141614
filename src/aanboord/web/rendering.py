"""How every form of the platform is shown: one renderer, so that each field is accessible without further ado."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting


class AccessibleField(BoundField):
    """A field that knows what its template asks; hint and error reach a screen reader through `aria-describedby`."""

    @property
    def is_choice_list(self) -> bool:
        """Radio buttons or checkboxes: shown as a group with a legend."""
        return isinstance(self.field.widget, forms.RadioSelect)

    @property
    def is_checkbox(self) -> bool:
        """One box to tick, with its label behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def first_id(self) -> str:
        """The element that the error summary leads to: the control, or the first of a group."""
        return self.id_for_label or f"{self.auto_id}_0"

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        if self.use_fieldset:
            attrs.pop("aria-invalid", None)  # not a property of a radio button; the group is described by its error
        # Professionals write about somebody else: the browser must neither offer nor keep it. A form about oneself
        # gives its widgets the token of WCAG 1.3.5.
        if isinstance(self.field.widget, forms.TextInput | forms.Textarea):
            attrs.setdefault("autocomplete", self.field.widget.attrs.get("autocomplete", "off"))
        if attrs.get("placeholder", self.field.widget.attrs.get("placeholder")) == self.label:
            attrs["placeholder"] = False  # repeats the label, and vanishes when one types
        if isinstance(self.field, forms.IntegerField):
            with_fraction = isinstance(self.field, forms.FloatField | forms.DecimalField)
            attrs.setdefault("inputmode", "decimal" if with_fraction else "numeric")
        return attrs


class FormRenderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = AccessibleField
