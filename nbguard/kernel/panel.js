// The redaction panel. Every text is set as text, never as markup: values are not to be trusted.

const element = (name, className, text = "") => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
};

const button = (className, text, label, onClick) => {
  const made = element("button", className, text);
  made.type = "button";
  made.setAttribute("aria-label", label);
  made.addEventListener("click", onClick);
  return made;
};

function chooser(row, operators, onChange) {
  const group = element("div", "nbguard-operators");
  group.setAttribute("role", "radiogroup");
  group.setAttribute("aria-label", `operator for ${row.name}`);
  const name = `nbguard-${crypto.randomUUID()}`;
  for (const operator of operators) {
    const label = element("label", "nbguard-operator");
    const input = element("input", "");
    Object.assign(input, { type: "radio", name, value: operator });
    input.checked = operator === row.operator;
    input.addEventListener("change", () => onChange(operator));
    label.append(input, element("span", "", operator));
    group.append(label);
  }
  return group;
}

function rowOf(row, model, chosen, samples) {
  const line = element("tr", row.done ? "nbguard-row nbguard-done" : "nbguard-row");
  const ask = (verb) => model.send({ do: verb, id: row.id, operator: chosen[row.id] });
  const choose = (operator) => {
    chosen[row.id] = operator;
    ask("preview");
  };
  const actions = element("td", "nbguard-actions");
  actions.append(
    button("nbguard-redact", "Redact", `redact ${row.name}`, () => ask("redact")),
    button("nbguard-reveal", "Reveal", `show some values of ${row.name}`, () => ask("reveal")),
  );
  const what = element("td", "nbguard-entity", row.entity);
  const sample = element("td", "nbguard-sample", row.done ? `redacted: ${row.done}` : "");
  sample.setAttribute("aria-live", "polite");
  samples.set(row.id, sample);
  const choice = element("td", "");
  choice.append(chooser({ ...row, operator: chosen[row.id] }, model.get("operators"), choose));
  line.append(
    element("th", "nbguard-name", row.name),
    what,
    element("td", "nbguard-count", String(row.count)),
    choice,
    sample,
    actions,
  );
  return line;
}

function reveal(sample, values, seconds) {
  const before = sample.textContent;
  sample.textContent = values.join(" · ");
  sample.classList.add("nbguard-revealed");
  setTimeout(() => {
    sample.textContent = before;
    sample.classList.remove("nbguard-revealed");
  }, seconds * 1000);
}

function render({ model, el }) {
  const root = element("div", "nbguard-panel");
  const table = element("table", "");
  const status = element("p", "nbguard-status");
  status.setAttribute("role", "status");
  const code = element("code", "nbguard-code");
  const copy = button("nbguard-copy", "Copy code", "copy the line of code", () =>
    navigator.clipboard?.writeText(model.get("code")),
  );
  const chosen = Object.fromEntries(model.get("rows").map((row) => [row.id, row.operator]));
  const samples = new Map();

  const draw = () => {
    const rows = model.get("rows");
    table.replaceChildren(...rows.map((row) => rowOf(row, model, chosen, samples)));
    if (!rows.length) status.textContent = "Nothing found.";
    code.textContent = model.get("code");
    copy.hidden = !model.get("code");
  };
  const answered = (message) => {
    const sample = samples.get(message.id);
    if (message.error) status.textContent = message.error;
    else if (message.did === "preview")
      sample.textContent = `${message.before.join(" · ")} → ${message.after.join(" · ")}`;
    else if (message.did === "reveal") reveal(sample, message.values, message.seconds);
    else status.textContent = message.name ? `The safe value is in ${message.name}.` : "Undone.";
  };

  const bar = element("div", "nbguard-bar");
  bar.append(
    button("nbguard-redact-all", "Redact all", "redact every row", () =>
      model.send({ do: "redact-all", operators: chosen }),
    ),
    button("nbguard-undo", "Undo", "undo the last redaction", () => model.send({ do: "undo" })),
    copy,
  );
  root.append(table, bar, status, code);
  el.append(root);
  model.on("change:rows", draw);
  model.on("change:code", draw);
  model.on("msg:custom", answered);
  draw();
  for (const row of model.get("rows").filter((row) => !row.done))
    model.send({ do: "preview", id: row.id, operator: row.operator });
  return () => {
    model.off("change:rows", draw);
    model.off("change:code", draw);
    model.off("msg:custom", answered);
  };
}

export default { render };
