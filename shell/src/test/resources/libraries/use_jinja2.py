"""jinja2: templates that inherit, loop and escape, in blocking and in asynchronous processes."""

import jinja2
from hundred import hundred

SOURCES = {
    "base": "<{% block title %}{% endblock %}>{% block body %}{% endblock %}",
    "page": """{% extends "base" %}{% block title %}{{ title }}{% endblock %}
{%- block body %}{% for i in range(n) if i % 3 == 0 %}{{ loop.index }}:{{ i }};{% endfor %}
{%- endblock %}""",
}


def environment(**options):
    return jinja2.Environment(loader=jinja2.DictLoader(SOURCES), autoescape=True, **options)


SHARED = environment()
SHARED_ASYNC = environment(enable_async=True)


def render(n):
    return SHARED.get_template("page").render(title="<b>", n=n)


async def render_in_coroutine(n):
    return await SHARED_ASYNC.get_template("page").render_async(title="<b>", n=n)


def page(n):
    items = "".join(f"{index}:{i};" for index, i in enumerate(range(0, n, 3), 1))
    return f"<&lt;b&gt;>{items}"


for work in (render, render_in_coroutine):
    print(work.__name__, await hundred(work) == [page(n) for n in range(100)])
