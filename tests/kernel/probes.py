"""The ways out of a kernel, for the tests that try them all; no test itself."""

# {v} stands for an expression that gives the probe's value.
PROBES = {
    "print": "print({v})",
    "print in pieces": "import sys\nfor c in {v}: sys.stdout.write(c); sys.stdout.flush()",
    "print in slow pieces": (
        "import sys, time\ns = {v}\nprint(s[:6], end='', flush=True); time.sleep(0.5)\n"
        "print(s[6:], flush=True)"
    ),
    "print after a progress bar": "print('\\r 50%|###   |', end=''); print('\\r' + {v}, end='')",
    "stderr": "import sys; print({v}, file=sys.stderr)",
    "warning": "import warnings; warnings.warn({v})",
    "logging": "import logging; logging.getLogger('x').error('user %s', {v})",
    "pretty print": "from pprint import pprint; pprint({{'k': [{v}] * 3}})",
    "thread": (
        "import threading; s = {v}\n"
        "t = threading.Thread(target=lambda: print(s)); t.start(); t.join()"
    ),
    "thread that displays": (
        "import threading; s = {v}\n"
        "t = threading.Thread(target=lambda: display(s)); t.start(); t.join()"
    ),
    "pool of threads": (
        "from concurrent.futures import ThreadPoolExecutor as P; s = {v}\n"
        "with P(8) as p: list(p.map(lambda i: print(i, s), range(40)))"
    ),
    "asyncio task": (
        "import asyncio; s = {v}\n"
        "async def work():\n    await asyncio.sleep(0.01); print(s)\n"
        "await asyncio.gather(work(), work())"
    ),
    "forked child": (
        "import os, sys; s = {v}\npid = os.fork()\n"
        "if not pid:\n    print(s); sys.stdout.flush(); os._exit(0)\n_ = os.waitpid(pid, 0)"
    ),
    "multiprocessing": (
        "import multiprocessing as m; s = {v}\n"
        "p = m.get_context('fork').Process(target=print, args=(s,)); p.start(); p.join()"
    ),
    "shell command": "s = {v}\n!echo {{s}}",
    "shell assignment": "s = {v}\nout = !echo {{s}}\nout",
    "os.system": "import os; os.system('echo ' + {v}); import time; time.sleep(0.2)",
    "subprocess": (
        "import subprocess, time; subprocess.run(['echo', {v}], check=True); time.sleep(0.2)"
    ),
    "subprocess on stderr": (
        "import subprocess, sys, time\n"
        "subprocess.run(['sh', '-c', 'echo ' + {v} + ' >&2'], check=True); time.sleep(0.2)"
    ),
    "subprocess on the stream": (
        "import subprocess, sys, time\n"
        "subprocess.run(['echo', {v}], stdout=sys.stdout, check=True); time.sleep(0.2)"
    ),
    "raw descriptor": "import os, time; _ = os.write(1, ({v} + '\\n').encode()); time.sleep(0.2)",
    "first stdout": (
        "import sys, time; print({v}, file=sys.__stdout__, flush=True); time.sleep(0.2)"
    ),
    "bash magic": "get_ipython().run_cell_magic('bash', '', 'echo ' + {v})",
    "result": "{v}",
    "result in a list": "[{v}, ('x', {v})]",
    "result as a key": "{{{v}: 1}}",
    "result as bytes": "{v}.encode()",
    "dataclass": "from dataclasses import make_dataclass as d; d('U', ['mail'])({v})",
    "display": "display({v})",
    "display and update": "h = display('x', display_id=True); h.update({v})",
    "html": "from IPython.display import HTML; HTML('<b>' + {v} + '</b>')",
    "html in entities": (
        "from IPython.display import HTML; HTML(''.join(f'&#{{ord(c)}};' for c in {v}))"
    ),
    "html attribute": (
        "from IPython.display import HTML; HTML('<a href=\"mailto:' + {v} + '\">write</a>')"
    ),
    "html cut by tags": (
        "from IPython.display import HTML; s = {v}\n"
        "HTML('<p>' + s[:6] + '<b>' + s[6:] + '</b></p>')"
    ),
    "html comment": "from IPython.display import HTML; HTML('<!-- ' + {v} + ' -->x')",
    "markdown": "from IPython.display import Markdown; Markdown('*' + {v} + '*')",
    "latex": "from IPython.display import Latex; Latex('$' + {v} + '$')",
    "svg": "from IPython.display import SVG; SVG('<svg><text>' + {v} + '</text></svg>')",
    "javascript": "from IPython.display import Javascript; Javascript('var a = \"' + {v} + '\"')",
    "json": "from IPython.display import JSON; JSON({{'deep': [{{'mail': {v}}}]}})",
    "json as text": (
        "import json; twice = json.dumps(json.dumps({{'m': {v}}}))\n"
        "display({{'application/json': twice}}, raw=True)"
    ),
    "own representation": (
        "s = {v}\nclass R:\n"
        "    def _repr_html_(self): return '<table><tr><td>' + s + '</td></tr></table>'\n"
        "R()"
    ),
    "mime bundle": (
        "display({{'application/vnd.x+json': {{'a': {v}}}, 'text/plain': 'x'}}, raw=True)"
    ),
    "metadata": "display({{'text/plain': 'x'}}, metadata={{'note': {v}}}, raw=True)",
    "plotly": (
        "display({{'application/vnd.plotly.v1+json': {{'data': [{{'x': [1], 'text': [{v}]}}], "
        "'layout': {{'title': {{'text': {v}}}}}}}}}, raw=True)"
    ),
    "vega": (
        "display({{'application/vnd.vegalite.v5+json': "
        "{{'data': {{'values': [{{'m': {v}}}]}}}}}}, raw=True)"
    ),
    "pandas frame": "import pandas as pd; pd.DataFrame({{'mail': [{v}] * 3}})",
    "pandas series": "import pandas as pd; pd.Series([{v}] * 3)",
    "pandas index": "import pandas as pd; pd.Index([{v}] * 3)",
    "pandas styler": "import pandas as pd; pd.DataFrame({{'mail': [{v}]}}).style",
    "pandas frame printed": (
        "import pandas as pd; print(pd.DataFrame({{'mail': [{v}] * 3}}).to_string())"
    ),
    "pandas frame in a list": "import pandas as pd; [pd.DataFrame({{'mail': [{v}]}})]",
    "pandas columns": "import pandas as pd; pd.DataFrame({{{v}: [1]}})",
    "pandas groups": "import pandas as pd; pd.DataFrame({{'m': [{v}], 'n': 1}}).groupby('m').sum()",
    "polars frame": "import polars as pl; pl.DataFrame({{'mail': [{v}] * 3}})",
    "polars series": "import polars as pl; pl.Series('mail', [{v}] * 3)",
    "pyarrow table": "import pyarrow as pa; pa.table({{'mail': [{v}] * 3}})",
    "numpy array": "import numpy as np; np.array([{v}] * 3)",
    "error": "raise ValueError('no user ' + {v})",
    "error with cause": (
        "try:\n    raise KeyError({v})\n"
        "except KeyError as e:\n    raise RuntimeError('failed') from e"
    ),
    "error printed": (
        "import traceback\ntry:\n    raise KeyError({v})\n"
        "except KeyError:\n    traceback.print_exc()"
    ),
    "error in a thread": (
        "import threading; s = {v}\ndef f(): raise ValueError(s)\n"
        "t = threading.Thread(target=f); t.start(); t.join()"
    ),
    "error with locals": "%xmode Verbose\ns = {v}\ndef f(secret): 1 / 0\nf(s)",
    "assertion": "s = {v}\nassert s == 'x', s",
    "error while drawing": (
        "s = {v}\nclass B:\n    def _repr_html_(self): raise ValueError(s)\nB()"
    ),
    "help on a value": "s = {v}\nget_ipython().run_line_magic('pinfo', 's')",
    "page": "from IPython.core.page import page; page({v})",
    "magic that prints": "s = {v}\n%who_ls\n%whos",
    "next input": "get_ipython().set_next_input('x = ' + repr({v}))",
    "widget": "import ipywidgets as w; w.Text(value={v})",
    "widget updated": "import ipywidgets as w; t = w.Text(); display(t); t.value = {v}",
    "html widget": "import ipywidgets as w; w.HTML('<i>' + {v} + '</i>')",
    "choices of a widget": "import ipywidgets as w; w.Dropdown(options=['a', {v}])",
    "output widget": "import ipywidgets as w; o = w.Output(); display(o)\nwith o: print({v})",
    "any widget": (
        "import anywidget, traitlets\nclass A(anywidget.AnyWidget):\n"
        "    _esm = 'export default {{}}'\n    v = traitlets.Unicode().tag(sync=True)\nA(v={v})"
    ),
    "message of a widget": "import ipywidgets as w; t = w.Text(); t.send({{'note': {v}}})",
    "comm": (
        "from comm import create_comm\n"
        "c = create_comm('x', data={{'a': {v}}}); c.send({{'b': {v}}})"
    ),
    "text in a buffer": "import ipywidgets as w; w.Text().send({{}}, [{v}.encode()])",
    "text among bytes in a buffer": (
        "import ipywidgets as w; noise = bytes([0, 1, 2, 255]) * 20\n"
        "w.Text().send({{}}, [noise + {v}.encode() + noise])"
    ),
    "table in a buffer": (
        "import ipywidgets as w, pyarrow as pa; t = pa.table({{'mail': [{v}]}})\n"
        "sink = pa.BufferOutputStream()\n"
        "with pa.ipc.new_stream(sink, t.schema) as writer: writer.write_table(t)\n"
        "w.Text().send({{}}, [sink.getvalue()])"
    ),
    "bytes of a widget": (
        "import ipywidgets as w; w.Image(value=('<svg>' + {v}).encode(), format='svg+xml')"
    ),
    "itables": "import itables, pandas as pd; itables.show(pd.DataFrame({{'mail': [{v}]}}))",
    "itables for every frame": (
        "import itables, pandas as pd\nitables.init_notebook_mode(all_interactive=True)\n"
        "display(pd.DataFrame({{'mail': [{v}]}}))\n"
        "itables.init_notebook_mode(all_interactive=False)"
    ),
    "rich": "from rich import print as show; show({{'mail': {v}}})",
    "rich table": (
        "from rich.table import Table; from rich.console import Console\n"
        "t = Table('mail'); t.add_row({v}); Console().print(t)"
    ),
    "polars frame printed": "import polars as pl; print(pl.DataFrame({{'mail': [{v}] * 3}}))",
    "cut by polars": (
        "import polars as pl; print(pl.DataFrame({{'mail': ['x' * 20 + '.' + {v}, {v}]}}))"
    ),
    "arrow table printed": "import pyarrow as pa; print(pa.table({{'mail': [{v}] * 3}}))",
    "head of groups": (
        "import pandas as pd; pd.DataFrame({{'mail': [{v}] * 3, 'n': 1}}).groupby('n').head(2)"
    ),
    "markdown table": (
        "from IPython.display import Markdown; Markdown('|mail|\\n|-|\\n|' + {v} + '|')"
    ),
    "html in an iframe": (
        "from html import escape; from IPython.display import HTML\n"
        "HTML('<iframe srcdoc=\"' + escape('<p>' + {v} + '</p>') + '\"></iframe>')"
    ),
    "five megabytes": "print(('-' * 110 + '\\n') * 45000 + {v})",
    "captured and shown": "%%capture c\nprint({v})",
    "environment": "import os; os.environ['SOME_TOKEN'] = {v}; print(dict(os.environ))",
}
ONLY_IN_THE_LOG = "subprocess on the stream"
AFTERWARDS = {"captured and shown": "c.show()", "shell assignment": "print(out)"}
