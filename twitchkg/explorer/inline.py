"""The page as a notebook shows it: in a frame that reaches neither the notebook nor its cookies."""

from html import escape


class Page(str):
    """The HTML text of the page; a notebook shows it as what it is, in an isolated frame."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return (
            '<iframe sandbox="allow-scripts" style="width:100%;height:640px;border:0" '
            f'title="twitchkg" srcdoc="{escape(self)}"></iframe>'
        )
