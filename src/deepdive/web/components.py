"""The design system's components: ``nhsuk-frontend-jinja`` macros, called with plain values."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from jinja2 import ChainableUndefined, Environment, PackageLoader, TemplateNotFound
from jinja2.environment import TemplateModule

# Where the macro is not the folder's name in camel case.
MOST_KEPT = 2000
MACRO_NAMES = {"do-dont-list": "list", "images": "image", "tables": "table"}


def component(name: str, params: Mapping[str, object]) -> SafeString:
    """The markup of the component in the folder ``name``, for example ``error-summary``.

    Text is escaped. A parameter whose name says that it holds markup (``html``, ``summaryHtml``) is
    escaped as well, unless it is marked safe. LookupError if there is no such component.
    """
    prepared = _prepared(params)
    try:
        if params.get("value"):
            return _drawn(name, prepared)  # what people wrote is not kept here
        return _drawn_once(name, _Params(_key(prepared), prepared))
    except TemplateNotFound:
        raise LookupError(f"There is no NHS component called '{name}'.") from None


@dataclass(frozen=True)
class _Params:
    """Parameters, which are the same where their ``key`` is."""

    key: Hashable
    values: object = field(compare=False)


# The macros are half of the work of a page, and a room's pages have nearly all of them in common.
@lru_cache(maxsize=MOST_KEPT)
def _drawn_once(name: str, params: _Params) -> SafeString:
    return _drawn(name, params.values)


def _drawn(name: str, values: object) -> SafeString:
    first, *rest = name.split("-")
    macro = getattr(_macros(name), MACRO_NAMES.get(name) or first + "".join(word.title() for word in rest))
    # safe, because the macros escape every value themselves
    return SafeString(macro(values))


def _key(value: object) -> Hashable:
    """Equal for values that look the same on a page: text that is marked safe is another than text that is
    not, and 1 another than True."""
    if isinstance(value, Mapping):
        return tuple((name, _key(inner)) for name, inner in value.items())
    if isinstance(value, list):
        return (list, *map(_key, value))
    return (type(value), value if isinstance(value, Hashable) else repr(value))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("nhsuk_frontend_jinja"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        # the macros read parameters of parameters that were not given
        undefined=ChainableUndefined,
        # they come with the package, and do not change while we run
        auto_reload=False,
    )


@cache
def _macros(name: str) -> TemplateModule:
    return _environment().get_template(f"nhsuk/components/{name}/macro.jinja").module


def _prepared(value: object, name: str = "") -> object:
    """``value`` as the macros may have it: no lazy text, no None, and no markup that is not marked safe."""
    if isinstance(value, Promise):
        value = str(value)
    # the macros print attributes that are given as one string without escaping them
    if name == "attributes" and not isinstance(value, Mapping):
        raise TypeError("Give attributes as a mapping from name to value.")
    if isinstance(value, Mapping):
        return {key: _prepared(inner, key) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [_prepared(inner) for inner in value]
    if isinstance(value, str) and (name == "html" or name.endswith("Html")):
        return conditional_escape(value)
    return value
