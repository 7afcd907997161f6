"""Templates as Go, Sprig and Gomplate execute them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from layers.templates import TemplateError, evaluate, render
from layers.templates.functions import FUNCTIONS

PAGE = Path(__file__).parent.parent.parent / "docs" / "reference" / "atmos.md"
DATA: dict[str, Any] = {
    "name": "vpc",
    "count": 2,
    "ratio": 0.5,
    "on": True,
    "empty": "",
    "list": ["b", "a"],
    "map": {"z": 1, "a": {"b": "deep"}},
    "nothing": None,
}
ENVIRONMENT = {"HOME": "/home/me"}

EXECUTED = [
    ("plain text", "plain text"),
    ("{{ .name }}", "vpc"),
    ("{{ .map.a.b }}", "deep"),
    ("{{ $.name }}", "vpc"),
    ("{{.count}}/{{.ratio}}/{{.on}}/{{.list}}/{{.map}}", "2/0.5/true/[b a]/map[a:map[b:deep] z:1]"),
    ("a {{- .name -}} b", "avpcb"),
    ("a{{/* a comment */}}b{{- /* trimmed */ -}} c", "abc"),
    ("{{ `raw {{ .x }}` }}", "raw {{ .x }}"),
    ('{{ "quoted \\"text\\"" }}', 'quoted "text"'),
    ("{{ 0x1F }} {{ -3 }} {{ 1.50 }}", "31 -3 1.5"),
    ("{{ if .on }}yes{{ else }}no{{ end }}", "yes"),
    ("{{ if .empty }}one{{ else if eq .count 2 }}two{{ else }}three{{ end }}", "two"),
    ("{{ if and .on (not .empty) (or .empty .name) }}yes{{ end }}", "yes"),
    ("{{ with .map.a }}{{ .b }}{{ end }}{{ with .empty }}x{{ else }}none{{ end }}", "deepnone"),
    ("{{ with $x := .name }}{{ $x }}{{ end }}", "vpc"),
    ("{{ range .list }}<{{ . }}>{{ end }}", "<b><a>"),
    ("{{ range $i, $v := .list }}{{ $i }}={{ $v }} {{ end }}", "0=b 1=a "),
    ("{{ range $k, $v := .map }}{{ $k }} {{ end }}", "a z "),
    ("{{ range .empty_list }}x{{ else }}nothing{{ end }}", "nothing"),
    (
        "{{ range until 5 }}{{ if eq . 1 }}{{ continue }}{{ end }}{{ if eq . 3 }}{{ break }}{{ end }}{{ . }}{{ end }}",
        "02",
    ),
    ("{{ $n := 1 }}{{ range .list }}{{ $n = add $n 1 }}{{ end }}{{ $n }}", "3"),
    ('{{ .empty | default "fallback" | upper | quote }}', '"FALLBACK"'),
    ('{{ printf "%s-%03d %v %q %5.2f%%" .name .count .list "x" .ratio }}', 'vpc-002 [b a] "x"  0.50%'),
    ('{{ eq .name "a" "vpc" }} {{ ne 1 2 }} {{ lt 1 2 }} {{ ge 2 2 }}', "true true true true"),
    ('{{ index .map "a" "b" }} {{ index .list 1 }} {{ len .name }}', "deep a 3"),
    ('{{ list 1 2 3 | join "," }} {{ dict "a" 1 | toJson }}', '1,2,3 {"a":1}'),
    ('{{ splitList "-" "a-b" | last }} {{ (split "-" "a-b")._0 }}', "b a"),
    ('{{ replace "-" "_" "a-b" }} {{ trimSuffix "c" "vpc" }} {{ trunc 2 "abc" }}', "a_b vp ab"),
    ('{{ hasKey .map "z" }} {{ has "a" .list }} {{ contains "p" .name }}', "true true true"),
    ('{{ dig "a" "b" "none" .map }} {{ dig "x" "y" "none" .map }}', "deep none"),
    ('{{ ternary "yes" "no" .on }} {{ coalesce .empty .name }} {{ keys .map | sortAlpha }}', "yes vpc [a z]"),
    ("{{ add 1 2 3 }} {{ sub 5 2 }} {{ mul 2 3 }} {{ div 7 2 }} {{ mod 7 2 }}", "6 3 6 3 1"),
    ('{{ env "HOME" }} {{ getenv "NONE" "default" }} {{ expandenv "$HOME/x" }}', "/home/me default /home/me/x"),
    ('{{ strings.Title "ab cd" }} {{ .name | strings.ToUpper }} {{ coll.Has "a" .list }}', "Ab Cd VPC true"),
    ('{{ indent 2 "a\\nb" }}', "  a\n  b"),
    ('{{ toYaml .map.a }} {{ fromYaml "[1, yes]" }}', "b: deep [1 yes]"),
    ('{{ "a" | b64enc }} {{ sha256sum "" | trunc 8 }}', "YQ== e3b0c442"),
]


@pytest.mark.parametrize(("template", "expected"), EXECUTED)
def test_a_template_becomes(template: str, expected: str) -> None:
    assert render(template, {**DATA, "empty_list": []}, ENVIRONMENT.get).text == expected


REFUSED = [
    ("{{ .nme }}", "there is no 'nme' here (did you mean 'name'?)", 1),
    ("a\n{{ .map.x.y }}", "there is no 'x' here (valid: a, z)", 2),
    ("\n\n{{ atmos.Component .name }}", "function 'atmos.Component' is not supported", 3),
    ("{{ uper .name }}", "function 'uper' is not supported (did you mean 'upper'?)", 1),
    ('{{ required "a name is needed" .empty }}', "a name is needed", 1),
    ("{{ upper .count }}", "function 'upper' cannot be used so", 1),
    ("x {{ if .on }}", "'if' has no end", 1),
    ("{{ end }}", "'end' without a block that it ends", 1),
    ("x\n{{ .name", "'{{' is not closed", 2),
    ("{{ ( .name }}", "'(' is not closed", 1),
    ("{{ }}", "a value is missing", 1),
    ("{{ .name .count }}", "a value takes no arguments", 1),
    ("{{ $x }}", "variable '$x' is not defined", 1),
    ('{{ template "x" }}', "'template' is not supported", 1),
    ("{{ range until 400 }}{{ range until 400 }}{{ end }}{{ end }}", "more than 100000 rounds of range", 1),
]


@pytest.mark.parametrize(("template", "problem", "line"), REFUSED)
def test_a_template_is_refused(template: str, problem: str, line: int) -> None:
    with pytest.raises(TemplateError) as caught:
        render(template, DATA, ENVIRONMENT.get)
    assert problem in caught.value.problem
    assert caught.value.line == line


def test_lines_of_the_result_know_their_line_in_the_template() -> None:
    template = "first\n{{ if .on }}\nthird\n{{ end }}\nfifth: {{ .name }}\n"
    rendered = render(template, DATA, ENVIRONMENT.get)
    places = {text: rendered.lines[number] for number, text in enumerate(rendered.text.split("\n")) if text}
    assert places == {"first": 1, "third": 3, "fifth: vpc": 5}


def test_a_lone_field_keeps_its_type() -> None:
    assert evaluate("{{ .count }}", DATA, ENVIRONMENT.get) == 2
    assert evaluate("{{ .count }} ", DATA, ENVIRONMENT.get) == "2 "
    assert render('n: "{{ .count }}"', DATA, ENVIRONMENT.get).text == "n: 2"
    assert render('n: "{{ .name }}"', DATA, ENVIRONMENT.get).text == 'n: "vpc"'


def test_what_is_missing_is_shown_where_that_is_allowed() -> None:
    assert evaluate("{{ .x }}/{{ .x.y }}", DATA, ENVIRONMENT.get, lenient=True) == "<no value>/<no value>"


def test_the_page_lists_every_function() -> None:
    page = PAGE.read_text(encoding="utf-8").partition("## Templates")[2].partition("Any other function")[0]
    listed = set(re.findall(r"`(\w+)`", page))
    own = {name for name in FUNCTIONS if not re.search(r"JSON|YAML", name)}
    assert own <= listed
