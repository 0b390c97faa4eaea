"""Other generators on the same cables: Hugo and MkDocs from ready Markdown, and a copy of our output.

Their task is easier than ours, and stated so: the Markdown is made beforehand from our records, with the sections,
the paragraphs, the original text as a block of code and the fields of the page as front matter. The theme has the
frame of our pages and lays the same fields out; countries, tags and years get listing pages.
"""

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from running import Ran

BASE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} · {{ .Site.Title }}</title>
{{ with .Params.description }}<meta name="description" content="{{ . }}">{{ end }}
<link rel="stylesheet" href="/assets/css/site.css">
{{ block "meta" . }}{{ end }}
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header class="site"><div class="wrap"><a class="brand" href="/index.html">{{ .Site.Title }}</a><nav aria-label="Site"><ul>
{{ range (slice "Countries" "Topics" "Indicators" "Search" "Data" "About") }}<li><a href="/{{ . | urlize }}/index.html">{{ . }}</a></li>{{ end }}</ul></nav></div></header>
<main id="main" class="wrap">{{ block "main" . }}{{ end }}</main>
<footer class="foot"><div class="wrap"><p>Cable texts are by the US Department of State and its posts. Sections and figures are read from the text by rule; each figure links to its sentence.</p></div></footer>
</body>
</html>
"""  # noqa: E501 -- a page
SINGLE = """{{ define "meta" }}<meta name="citation_title" content="{{ .Title }}">
<meta name="citation_publication_date" content="{{ .Date.Format "2006/01/02" }}">
<script type="application/ld+json">{{ dict "@type" "Report" "name" .Title "identifier" .Params.cable | jsonify | safeJS }}</script>{{ end }}
{{ define "main" }}<article>
<div class="head"><ul class="stamp"><li>{{ .Params.cable }}</li><li><time datetime="{{ .Params.dtg }}">{{ .Params.dtg }}</time></li><li>{{ .Params.classification }}</li></ul>
<div><h1>{{ .Title }}</h1><p class="from">{{ .Params.post }}</p></div></div>
<section class="keys"><h2>Key figures</h2>{{ range .Params.figures }}<a class="fig" href="#{{ .anchor }}"><b>{{ .value }}</b><span>{{ .noun }}</span></a>{{ end }}</section>
<nav class="toc-side">{{ .TableOfContents }}</nav>
<div class="body">{{ .Content }}</div>
<section class="about"><h2>References</h2><dl>{{ range .Params.refs }}<div><dt>{{ .label }}</dt><dd>{{ .text }}<span class="small">{{ .id }}</span></dd></div>{{ end }}</dl>
<h2>TAGS in words</h2><dl>{{ range .Params.tags }}<div><dt><a href="/tags/{{ . | urlize }}/">{{ . }}</a></dt></div>{{ end }}</dl>
<h2>Short forms of this cable</h2><dl>{{ range $short, $full := .Params.glossary }}<div><dt>{{ $short }}</dt><dd>{{ $full }}</dd></div>{{ end }}</dl></section>
<details id="transmission"><summary>Transmission details</summary><table><tbody>{{ range .Params.codes }}<tr><th scope="row"><code>{{ index . 0 }}</code></th><td>{{ index . 1 }}</td></tr>{{ end }}</tbody></table></details>
<details id="cite"><summary>Cite</summary>{{ range (slice "Chicago" "MLA" "BibTeX") }}<h3>{{ . }}</h3><pre>{{ $.Params.post }}, {{ $.Title }}, {{ $.Params.cable }}</pre>{{ end }}</details>
</article>{{ end }}
"""  # noqa: E501 -- a page
LIST = """{{ define "main" }}<h1>{{ .Title }}</h1>{{ $page := .Paginate .Pages 200 }}<ol class="list">
{{ range $page.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a><span>{{ .Params.cable }} {{ .Date.Format "2 January 2006" }}</span></li>{{ end }}</ol>{{ template "_internal/pagination.html" . }}{{ end }}
"""  # noqa: E501 -- a page
HUGO = """baseURL = "/"
title = "TIP Cables"
disableKinds = ["RSS", "sitemap"]
uglyURLs = true
[taxonomies]
tag = "tags"
country = "countries"
year = "years"
"""
MKDOCS = "site_name: x\ndocs_dir: content\nplugins: []\nnav: [index.md]\ntheme: {name: null, custom_dir: theme}\n"


def compare(site: Path, work: Path) -> Iterator[tuple[str, Ran]]:
    """Run the others on the records of a built site; each with its name."""
    shutil.rmtree(work, ignore_errors=True)
    content = work / "content"
    (content / "cables").mkdir(parents=True)
    for path in sorted(site.glob("data/[0-9]*.json")):
        (content / "cables" / f"{path.stem}.md").write_text(ready(json.loads(path.read_bytes()), path), "utf-8")
    if shutil.which("hugo"):
        layouts = work / "layouts" / "_default"
        layouts.mkdir(parents=True)
        for name, text in (("baseof", BASE), ("single", SINGLE), ("list", LIST)):
            (layouts / f"{name}.html").write_text(text, "utf-8")
        (work / "hugo.toml").write_text(HUGO)
        shutil.rmtree(work / "public", ignore_errors=True)
        yield "Hugo, ready Markdown", Ran(["hugo", "--quiet"], work)
    (work / "theme").mkdir()
    (work / "theme" / "main.html").write_text("<!doctype html><title>{{ page.title }}</title>{{ page.content }}")
    (work / "mkdocs.yml").write_text(MKDOCS)
    # Hugo must not see it: it would take the folder for one page.
    (content / "index.md").write_text("# x\n")
    yield "MkDocs, ready Markdown", Ran([sys.executable, "-m", "mkdocs", "-q", "build"], work)
    yield "copy of our output", Ran(["cp", "-r", str(site), str(work / "copy")])


def ready(record: dict[str, Any], path: Path) -> str:
    """A cable as Markdown with the fields of its page as front matter."""
    sent = record["transmission"]
    fields = {
        "title": record["subject"] or record["title"],
        "cable": record["id"],
        "date": record["date"],
        "dtg": sent["dtg"],
        "classification": record["classification"],
        "post": record["origin"]["post"],
        "tags": record["tags"],
        "countries": record["countries"],
        "years": [record["date"][:4]],
        "refs": record["references"],
        "glossary": record["glossary"],
        "codes": [[each, name] for name, each in sent.items() if isinstance(each, str)],
        "figures": [
            {"anchor": f"p{each['paragraph']}", "value": str(each["value"]), "noun": each["key"]}
            for each in record["indicators"]
        ],
    }
    parts = []
    for section in record["sections"]:
        parts.append(f"## {section['heading'] or section['key']}")
        parts += [f"{each['number'] or ''}\\. {each['text']}" for each in section["paragraphs"]]
    raw = path.with_suffix(".txt").read_text("utf-8").splitlines()
    parts += ["## Original text", "\n".join(f"    {line}" for line in raw)]
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n\n" + "\n\n".join(parts) + "\n"
