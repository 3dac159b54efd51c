/** A few lines that make elements. Text is only ever set as text. */

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  more: Partial<HTMLElementTagNameMap[K]> = {}
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  node.className = className;
  return Object.assign(node, more);
}

export function fill<T extends Element>(node: T, ...children: (Node | string)[]): T {
  node.replaceChildren(...children);
  return node;
}

export function button(className: string, text: string, onclick: (event: MouseEvent) => void): HTMLButtonElement {
  const node = element('button', `nbguard-button ${className}`, { type: 'button', textContent: text });
  node.addEventListener('click', event => {
    event.stopPropagation();
    onclick(event);
  });
  return node;
}

export function option(value: string, text: string): HTMLOptionElement {
  return element('option', '', { value, textContent: text });
}

/** A masked text around its own placeholder, the first with a number, which stays in sight however narrow it gets. */
export function marked(text: string): HTMLElement[] {
  const [before = '', own = '', ...after] = text.split(/(\[[A-Z][A-Z0-9_]*_\d+\])/);
  const left = fill(element('span', 'nbguard-before'), element('span', '', { textContent: before }));
  const right = element('span', 'nbguard-after', { textContent: after.join('') });
  return [left, element('mark', '', { textContent: own }), right];
}
