"""The Jinja environment: autoescape everywhere, no variable that is not there, templates compiled once.

A page of a cable has a thousand small texts, so templates are compiled to less than Jinja's own way makes of them:
see :class:`_Compiler`.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    nodes,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined] # see _Environment.in_html

from chancery.views.base import Page, chrome
from chancery.views.rows import Pager


def escaped(value: Any) -> str:
    """A value that is no plain text as it stands in HTML, the same text that ``markupsafe.escape`` gives.

    >>> print(escaped(Markup("<b>")), escaped(4), escaped(["<"]))
    <b> 4 [&#39;&lt;&#39;]
    """
    if isinstance(value, Markup):
        return value
    return str(value) if isinstance(value, int | float) else escape(value)


class _Loop:
    """What a loop of a template knows as ``loop``: where it is in what it goes through."""

    __slots__ = ("index0", "length")

    def __init__(self, length: int) -> None:
        self.index0 = 0
        self.length = length

    @property
    def index(self) -> int:
        """The number of the round, from 1."""
        return self.index0 + 1

    @property
    def revindex(self) -> int:
        """The number of the round from the end: 1 for the last."""
        return self.length - self.index0

    @property
    def last(self) -> bool:
        """Whether this is the last round."""
        return self.index0 + 1 == self.length


def _rounds(items: Iterable[Any], _: object) -> Iterator[tuple[Any, _Loop]]:
    """Go through items with what the loop knows; Jinja's own way takes several calls a round."""
    every = items if isinstance(items, tuple) else tuple(items)
    loop = _Loop(len(every))
    for loop.index0, each in enumerate(every):
        yield each, loop


def _macro(env: Environment, function: Callable[..., str], name: str, words: Any, *more: Any) -> Any:
    """A macro to be called; one that takes what it does not name is left to Jinja."""
    if any(more[:3]):
        return Macro(env, function, name, words, *more)

    def call(*given: Any, **named: Any) -> Markup:
        rest = [named.pop(word, missing) for word in words[len(given) :]]
        if named:
            raise TypeError(f"macro {name!r} takes no {next(iter(named))!r}")
        return Markup(function(*given, *rest))  # noqa: S704 -- its texts are escaped where they stand

    return call


class _Compiler(CodeGenerator):
    """Writes the Python of a template.

    A block collects its text in a list rather than to yield each piece through all that it stands in. 'a.b' is the
    attribute alone, no item of that name. A macro is called without asking whether it wants the context, and a part
    that is included has the context of its page. A loop knows what :class:`_Loop` has. 'a if b' without an 'else' is
    an empty text. A text is escaped where it stands, all else by :func:`escaped`.
    """

    def write_commons(self) -> None:
        """Write what functions begin with."""
        super().write_commons()
        self.writeline("in_html, escaped = environment.in_html, environment.escaped")
        self.writeline("LoopContext, Macro = environment.rounds, environment.macro")

    def blockvisit(self, nodes: Any, frame: Frame) -> None:
        """Write the Python of a body; the outermost is handed on in one piece."""
        if frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")
        frame.buffer = None

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 -- Jinja's name
        """Write 'a.b'; what ``self`` has are blocks, by name."""
        if isinstance(node.node, nodes.Name) and node.node.name == "self":
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802 -- Jinja's name
        """Write 'include a': the part has what its page has, and no variable of the place where it stands."""
        self.writeline("for part in environment.get_template(", node)
        self.visit(node.template, frame)
        self.write(f", {self.name!r}).root_render_func(context):")
        self.indent()
        self.simple_write("part", frame)
        self.outdent()

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:  # noqa: N802 -- Jinja's name
        """Write 'a if b else c'."""
        if node.expr2 is None:
            node = nodes.CondExpr(node.test, node.expr1, nodes.Const(""), lineno=node.lineno)
        super().visit_CondExpr(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 -- Jinja's
        """Write 'f(a)'."""
        self.visit(node.node, frame)
        self.write("(")
        for each in (*node.args, *node.kwargs):
            self.visit(each, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _output_child_pre(self, *_: object) -> None:
        self.write("(in_html(text) if type(text := ")

    def _output_child_post(self, *_: object) -> None:
        self.write(") is str else escaped(text))")


class _Environment(Environment):
    """An environment whose templates are compiled by :class:`_Compiler`."""

    code_generator_class = _Compiler
    in_html = staticmethod(_escape_inner)
    """``escape`` of a plain text, without the Markup around it: with that the page of a cable takes a fifth longer."""
    escaped = staticmethod(escaped)
    rounds = staticmethod(_rounds)
    macro = staticmethod(_macro)

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """Raise the error of a template with its name and line; whatever goes wrong in it is one."""
        error = sys.exc_info()[1]
        known = isinstance(error, TemplateSyntaxError) or (
            isinstance(error, OSError) and not isinstance(error, TemplateNotFound)
        )
        if isinstance(error, Exception) and not known:
            raise PageError(*_told(error)) from error
        super().handle_exception(source)


class PageError(TemplateRuntimeError):
    """A template that does not work: what is wrong, and its name and line. Workers hand it on."""

    def __init__(self, message: str, name: str, lineno: int) -> None:
        super().__init__(message)
        self.name, self.lineno = name, lineno

    def __reduce__(self) -> tuple[Any, ...]:
        """What it is made from again."""
        return type(self), (self.message, self.name, self.lineno)


def _told(error: Exception) -> tuple[str, str, int]:
    """What is wrong with a template, its name and its line; '' and 0 where they are not known."""
    name, line, trace = "", 0, error.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            name, line = str(template.name), template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    what = str(error) if isinstance(error, (TemplateError, AttributeError)) else f"{type(error).__name__}: {error}"
    return what, name, line


def environment(templates: Path, base_url: str = "") -> Environment:
    """The environment of a folder of templates. It escapes all text; a missing variable is an error.

    ``base_url`` is the address the site will have, with a stroke at its end; '' where it is not known.
    """
    env = _Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
        keep_trailing_newline=True,
    )
    env.globals["base_url"] = base_url
    return env


def render(env: Environment, template: str, view: Page) -> str:
    """A page as HTML. Raises ``jinja2.TemplateError`` where template and view do not agree."""
    printed: Markup | None = getattr(view, "print_line", None)
    pager: Pager | None = getattr(view, "pager", None)
    title = f"{view.title}, {pager.here}" if pager else view.title
    site = chrome(view.root, view.path, title, view.description, str(env.globals["base_url"]), printed)
    try:
        found = env.get_template(template)
    except UnicodeDecodeError as error:
        raise PageError(f"not UTF-8: {error}", template, 0) from error
    return found.render(view=view, site=site)
