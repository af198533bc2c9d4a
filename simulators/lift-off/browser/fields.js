// The controls of a tab, whatever widget a skin makes of them: what they hold, and when they are disabled.

const KINDS = [
  {
    fits: 'input[type="checkbox"]',
    toggles: true,
    get: (box) => box.checked,
    set: (box, on) => {
      box.checked = on;
    },
  },
  {
    fits: 'button[role="switch"]',
    toggles: true,
    get: (button) => button.getAttribute('aria-checked') === 'true',
    set: (button, on) => button.setAttribute('aria-checked', String(on)),
  },
  {
    fits: 'fieldset',
    toggles: true,
    get: (group) => one('input:checked', group)?.value === 'yes',
    set: (group, on) => {
      one(`input[value="${on ? 'yes' : 'no'}"]`, group).checked = true;
    },
  },
  {
    fits: '[role="textbox"]',
    get: linesOf,
    set: (editor, text) => {
      editor.textContent = text;
    },
  },
  {
    fits: '[data-combobox]',
    get: (field) => field.dataset.chosen ?? '',
    set: (field, text) => {
      field.value = text;
      field.dataset.chosen = text;
    },
  },
  {
    fits: '*',
    get: (field) => field.value,
    set: (field, text) => {
      field.value = text;
    },
  },
];

/** Line breaks are elements or characters; an editor that has been emptied keeps one. */
function linesOf(editor) {
  const texts = [...editor.childNodes].map((node) => (node.nodeName === 'BR' ? '\n' : node.textContent));
  return texts.join('').replace(/\n$/, '');
}

const fields = every('[data-field]');
const kindOf = (field) => KINDS.find(({ fits }) => field.matches(fits));
const readField = (field) => kindOf(field).get(field);
const writeField = (field, value) => kindOf(field).set(field, value);
const toggles = fields.filter((field) => kindOf(field).toggles);

function applyRules() {
  const on = new Set(toggles.filter(readField).map((field) => field.dataset.field));
  for (const field of every('[data-disabled-by]')) {
    const off = field.dataset.disabledBy.split(' ').some((name) => on.has(name));
    field.disabled = off || 'locked' in field.dataset;
  }
}

for (const button of fields.filter((field) => field.matches('button[role="switch"]'))) {
  button.addEventListener('click', () => {
    writeField(button, !readField(button));
    button.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

// The other scripts of a tab share these.
Object.assign(window, { applyRules });
