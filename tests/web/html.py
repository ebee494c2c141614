"""What a page holds, for tests that read it as a browser would."""

from html.parser import HTMLParser


class Elements(HTMLParser):
    """The elements of a page, each as (tag, attributes)."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def __getitem__(self, tag):
        return [attributes for found, attributes in self.found if found == tag]

    def named(self, name):
        return next(attributes for _, attributes in self.found if attributes.get("name") == name)

    @property
    def ids(self):
        return [attributes["id"] for _, attributes in self.found if "id" in attributes]


def seen(response):
    return response.content.decode()
