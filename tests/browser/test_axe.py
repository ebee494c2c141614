"""The check on accessibility sees what is wrong."""

PAGE = "<!doctype html><html lang=nl><title>Blad</title><main><h1>Blad</h1>{}</main></html>"


def test_axe_names_a_picture_without_words_and_passes_one_with(page, axe):
    page.set_content(PAGE.format("<img src='data:,' alt='Een boot'>"))
    assert axe(page) == []
    page.set_content(PAGE.format("<img src='data:,'>"))
    assert [fault.split(":")[0] for fault in axe(page)] == ["image-alt"]
