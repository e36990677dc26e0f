"""The notebooks in a real JupyterLab, driven by headless Chromium.

Skipped where there is no browser, unless CNHEALTHDATA_BROWSER=required. Screenshots go to the folder that
CNHEALTHDATA_SCREENSHOTS names.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from cnhealthdata.teaching.exercises import MODULES

REQUIRED = os.environ.get("CNHEALTHDATA_BROWSER") == "required"
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
if not REQUIRED:
    pytest.importorskip("selenium")
    pytest.importorskip("jupyterlab")
    if not (CHROMIUM and DRIVER):
        pytest.skip("no chromium and chromedriver on this machine", allow_module_level=True)

NAMES = [f"{int(number):02d}_{module}.ipynb" for number, module in MODULES.items()]
PATIENCE = 120  #: seconds for one notebook
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --window-size=1400,2200"
)

#: Opens a notebook, restarts it and runs all its cells, then tells its cells.
RUN = """
const [path, done] = arguments;
const app = window.jupyterapp;
(async () => {
  const panel = await app.commands.execute('docmanager:open', {path, factory: 'Notebook'});
  await panel.context.ready;
  await panel.sessionContext.ready;
  await app.commands.execute('notebook:run-all-cells');
  done(panel.content.model.toJSON().cells);
})().catch(error => done(String(error)));
"""

#: Whether the browser draws a Chinese character, or the box that stands for a missing one.
HAS_GLYPHS = """
const draw = text => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 40;
  const pen = canvas.getContext('2d');
  pen.font = '30px sans-serif';
  pen.fillText(text, 2, 32);
  return canvas.toDataURL();
};
return draw('医') !== draw('疗') && draw('医') !== draw('\\ufff0');
"""

#: Scrolls to the first figure of the notebook in front and tells its size on the page.
FIGURE = """
const done = arguments[0];
const content = window.jupyterapp.shell.currentWidget.content;
const at = content.model.toJSON().cells.findIndex(
  cell => (cell.outputs || []).some(output => output.data && output.data['image/png']));
(async () => {
  await content.scrollToItem(at, 'start');
  await new Promise(resolve => setTimeout(resolve, 1500));
  const image = content.widgets[at].node.querySelector('img');
  image.scrollIntoView({block: 'center'});
  await new Promise(resolve => setTimeout(resolve, 500));
  const box = image.getBoundingClientRect();
  done([image.naturalWidth, box.width, box.top, box.bottom, window.innerHeight]);
})().catch(error => done(String(error)));
"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab that serves a fresh copy of the kit."""
    folder = tmp_path_factory.mktemp("lab") / "kit"
    subprocess.run([sys.executable, "-m", "cnhealthdata", "notebooks", str(folder)], check=True, capture_output=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", str(folder), "--no-browser", "--allow-root", f"--port={port}"]
    command += ["--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True", "--ServerApp.log_level=ERROR"]
    log = (folder.parent / "lab.log").open("w")
    server = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "HOME": str(folder.parent)})
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                urlopen(f"{address}/api", timeout=5).close()
                break
            except (URLError, ConnectionError):
                assert server.poll() is None, Path(log.name).read_text()
                time.sleep(0.5)
        yield address
    finally:
        server.terminate()
        server.wait(30)
        log.close()


@pytest.fixture(scope="module")
def browser(lab: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in (*FLAGS.split(), f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service(executable_path=str(DRIVER)))
    driver.set_script_timeout(PATIENCE)
    driver.get(f"{lab}/lab")
    for _ in range(120):
        if driver.execute_script("return !!window.jupyterapp && window.jupyterapp.restored !== undefined"):
            break
        time.sleep(0.5)
    driver.execute_async_script("window.jupyterapp.restored.then(() => arguments[0]())")
    yield driver
    driver.quit()


def test_chinese_is_drawn(browser: Any) -> None:
    assert browser.execute_script(HAS_GLYPHS), "no Chinese font for the browser: install fonts-wqy-microhei or another"


@pytest.mark.parametrize("name", NAMES)
def test_notebook_runs_in_the_browser(browser: Any, name: str) -> None:
    cells = browser.execute_async_script(RUN, name)
    assert isinstance(cells, list), cells
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    outputs = [output for cell in code for output in cell["outputs"]]
    assert not [output for output in outputs if output["output_type"] == "error" or output.get("name") == "stderr"]
    shown = json.dumps(outputs, ensure_ascii=False)
    assert any("一" <= char <= "鿿" for char in shown)
    figures = [output for output in outputs if "image/png" in output.get("data", {})]
    if figures:
        place = browser.execute_async_script(FIGURE)
        assert isinstance(place, list), place
        natural, width, top, bottom, height = place
        assert natural > 600
        assert width > 300
        assert top < height
        assert bottom > 0
    folder = os.environ.get("CNHEALTHDATA_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        browser.save_screenshot(str(Path(folder) / name.replace(".ipynb", ".png")))
