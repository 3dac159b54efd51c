// The redaction panel. Every text is set as text, never as markup: values are not to be trusted.

const HIDDEN = "nbguard-widget-hidden";

const element = (name, className, text = "") => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
};

const button = (className, text, label, onClick) => {
  const made = element("button", className, text);
  made.type = "button";
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", onClick);
  return made;
};

// One choice of several, as buttons: one tab stop, arrow keys move the choice.
function chooser(label, operators, onChange) {
  const group = element("div", "nbguard-widget-operators");
  group.setAttribute("role", "radiogroup");
  group.setAttribute("aria-label", label);
  const buttons = operators.map((operator) => {
    const made = button("nbguard-widget-operator", operator, "", () => choose(operator, true));
    made.setAttribute("role", "radio");
    made.dataset.operator = operator;
    return made;
  });
  const show = (operator) => {
    for (const made of buttons) {
      const isChosen = made.dataset.operator === operator;
      made.setAttribute("aria-checked", String(isChosen));
      made.tabIndex = isChosen ? 0 : -1;
    }
  };
  const choose = (operator, focus) => {
    show(operator);
    if (focus) buttons[operators.indexOf(operator)].focus();
    onChange(operator);
  };
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  group.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const at = operators.indexOf(document.activeElement?.dataset.operator);
    choose(operators[(at + step + operators.length) % operators.length], true);
  });
  group.append(...buttons);
  return { group, show };
}

// One row of the table: a column, or an entity of a text.
class Row {
  constructor(row, panel) {
    this.id = row.id;
    this.panel = panel;
    this.name = row.name;
    const { group, show } = chooser(
      `operator for ${row.name}`,
      panel.model.get("operators"),
      (operator) => panel.choose(row.id, operator),
    );
    show(panel.chosen[row.id]);
    this.line = element("tr", "nbguard-widget-row");
    this.samples = element("td", "nbguard-widget-samples");
    this.samples.setAttribute("aria-live", "polite");
    this.done = element("span", "nbguard-widget-done-note");
    const name = element("th", "nbguard-widget-name");
    name.scope = "row";
    name.append(element("span", "", row.name), this.done);
    const what = element("td", "nbguard-widget-what");
    for (const [entity, count] of Object.entries(row.entities)) {
      const line = element("div", "nbguard-widget-entity", `${entity} `);
      line.append(element("span", "nbguard-widget-count", count.toLocaleString("en")));
      what.append(line);
    }
    const choice = element("td", "nbguard-widget-choice");
    choice.append(group);
    const actions = element("td", "nbguard-widget-actions");
    actions.append(
      button("nbguard-redact", "Redact", `redact ${row.name}`, () => panel.redact(row.id)),
    );
    if (panel.model.get("may").reveal) {
      this.eye = button("nbguard-reveal", "Reveal", "", () => this.toggle());
      actions.append(this.eye);
      this.label(false);
    }
    this.line.append(name, what, choice, this.samples, actions);
  }

  label(shown) {
    this.eye.textContent = shown ? "Hide" : "Reveal";
    const verb = shown ? "hide the" : "show some";
    this.eye.setAttribute("aria-label", `${verb} values of ${this.name} on screen`);
  }

  update(row) {
    this.line.classList.toggle("nbguard-widget-done", Boolean(row.done));
    this.done.textContent = row.done ? `\u2713 ${row.done}` : "";
  }

  preview({ before, after }) {
    this.hide();
    const list = element("ul", "");
    before.forEach((form, i) => {
      const item = element("li", "");
      const old = element("span", "nbguard-widget-before", form);
      item.append(old, element("span", "nbguard-widget-arrow", " \u2192 "));
      item.append(element("span", "nbguard-widget-after", after[i] || "(nothing)"));
      if (this.panel.model.get("may").allow)
        item.append(
          button("nbguard-widget-allow", "allow", `never mask value ${i + 1} of ${this.name} again`, () =>
            this.panel.ask("allow", { id: this.id, sample: i }),
          ),
        );
      list.append(item);
    });
    this.samples.replaceChildren(list);
  }

  toggle() {
    if (this.hidden) this.hide();
    else this.panel.ask("reveal", { id: this.id });
  }

  // On screen only: the values are in no attribute, no state, and gone after some seconds.
  reveal(values, seconds) {
    this.hide();
    const shown = [...this.samples.querySelectorAll(".nbguard-widget-before")];
    this.hidden = shown.map((old) => old.textContent);
    shown.forEach((old, i) => {
      old.textContent = values[i] ?? "";
      old.classList.add("nbguard-widget-revealed");
    });
    this.label(true);
    this.timer = setTimeout(() => this.hide(), seconds * 1000);
  }

  hide() {
    if (!this.hidden) return;
    clearTimeout(this.timer);
    [...this.samples.querySelectorAll(".nbguard-widget-before")].forEach((old, i) => {
      old.textContent = this.hidden[i];
      old.classList.remove("nbguard-widget-revealed");
    });
    this.hidden = null;
    this.label(false);
  }
}

class Panel {
  constructor(model) {
    this.model = model;
    this.rows = new Map();
    this.chosen = {};
    this.root = element("div", "nbguard-widget");
    this.root.setAttribute("role", "region");
    this.title = element("p", "nbguard-widget-title");
    this.table = element("table", "");
    this.body = element("tbody", "");
    this.table.append(this.head(), this.body);
    const frame = element("div", "nbguard-widget-frame");
    frame.append(this.table);
    this.status = element("p", "nbguard-widget-status");
    this.status.setAttribute("role", "status");
    this.root.append(this.title, frame, this.bar(), this.status, this.result());
  }

  head() {
    const head = element("thead", "");
    const line = element("tr", "");
    for (const text of ["Where", "What", "Operator", "Before \u2192 after", ""]) {
      const cell = element("th", "", text);
      cell.scope = "col";
      line.append(cell);
    }
    head.append(line);
    return head;
  }

  bar() {
    this.buttons = element("div", "nbguard-widget-bar");
    this.undo = button("nbguard-widget-undo", "Undo", "undo the last redaction", () => this.ask("undo"));
    this.buttons.append(
      button("nbguard-widget-redact-all", "Redact all", "redact every row", () =>
        this.ask("redact-all", { operators: this.chosen }),
      ),
      this.undo,
    );
    return this.buttons;
  }

  result() {
    this.code = element("pre", "nbguard-widget-code");
    this.code.setAttribute("aria-label", "the code that does the same again");
    this.code.tabIndex = 0;
    this.made = element("div", "nbguard-widget-result");
    const bar = element("div", "nbguard-widget-bar");
    bar.append(
      button("nbguard-widget-insert", "Insert below", "insert the code as a cell below", () =>
        this.insert(),
      ),
      button("nbguard-widget-copy", "Copy", "copy the code", () => this.copy("Copied.")),
    );
    this.made.append(this.code, bar);
    return this.made;
  }

  ask(verb, rest = {}) {
    this.model.send({ do: verb, ...rest });
  }

  // In here, Enter presses a button and edits no cell; Ctrl-S still saves the notebook.
  onKey(event) {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (this.root.contains(event.target))
      event.target.toggleAttribute("data-lm-suppress-shortcuts", isPlain);
  }

  choose(id, operator) {
    this.chosen[id] = operator;
    this.ask("preview", { operators: { [id]: operator } });
  }

  redact(id) {
    this.ask("redact", { id, operator: this.chosen[id] });
  }

  say(text) {
    this.status.textContent = text;
  }

  // Whoever can insert a cell (nbguard's extension of JupyterLab) says so; else the clipboard.
  async insert() {
    const detail = { code: this.model.get("code") };
    const options = { bubbles: true, cancelable: true, composed: true, detail };
    if (!this.root.dispatchEvent(new CustomEvent("nbguard:insert", options)))
      this.say("The cell is inserted below.");
    else await this.copy("Copied: paste it into a new cell.");
  }

  async copy(done) {
    try {
      await navigator.clipboard.writeText(this.model.get("code"));
      this.say(done);
    } catch {
      getSelection().selectAllChildren(this.code);
      this.say("The line is selected: copy it, and paste it into a new cell.");
    }
  }

  draw() {
    const rows = this.model.get("rows");
    const names = JSON.stringify(rows.map((row) => [row.id, row.name, row.entities]));
    if (names !== this.names) this.build(rows);
    this.names = names;
    for (const row of rows) this.rows.get(row.id).update(row);
    this.title.textContent = this.model.get("title");
    this.root.setAttribute("aria-label", `nbguard: ${this.model.get("title")}`);
    this.table.classList.toggle(HIDDEN, !rows.length);
    this.buttons.classList.toggle(HIDDEN, !rows.length);
    if (!rows.length) this.say("Nothing found.");
    const code = this.model.get("code");
    this.code.textContent = code;
    this.made.classList.toggle(HIDDEN, !code);
    this.undo.disabled = !code;
  }

  build(rows) {
    const known = Object.fromEntries([...this.rows.values()].map((r) => [r.name, this.chosen[r.id]]));
    this.chosen = Object.fromEntries(rows.map((r) => [r.id, known[r.name] ?? r.operator]));
    this.rows = new Map(rows.map((row) => [row.id, new Row(row, this)]));
    this.body.replaceChildren(...[...this.rows.values()].map((row) => row.line));
    this.preview();
  }

  preview() {
    if (this.rows.size) this.ask("preview", { operators: this.chosen });
  }

  answered(message) {
    if (message.error) this.say(message.error);
    else if (message.did === "preview")
      for (const [id, sample] of Object.entries(message.previews))
        this.rows.get(Number(id))?.preview(sample);
    else if (message.did === "reveal")
      this.rows.get(message.id)?.reveal(message.values, message.seconds);
    else if (message.did === "allow") {
      this.say(`Allowed, in ${message.file}.`);
      this.preview();
    } else this.say(message.name ? `The safe value is in ${message.name}.` : "Undone.");
  }
}

function render({ model, el }) {
  const panel = new Panel(model);
  const draw = () => panel.draw();
  const answered = (message) => panel.answered(message);
  const onKey = (event) => panel.onKey(event);
  window.addEventListener("keydown", onKey, true); // before Jupyter looks at the key
  el.append(panel.root);
  model.on("change", draw);
  model.on("msg:custom", answered);
  draw();
  return () => {
    window.removeEventListener("keydown", onKey, true);
    model.off("change", draw);
    model.off("msg:custom", answered);
  };
}

export default { render };
