/** A frame for each state: light and dark, and once from right to left on a phone. */

const LOOKS = [{ scheme: 'light' }, { scheme: 'dark' }, { scheme: 'light', lang: 'ar', dir: 'rtl', width: 320 }];

const states = await (await fetch('states.json')).json();
const list = document.querySelector('.frames');
for (const [state, wanted] of Object.entries(states)) {
  const title = document.createElement('h2');
  title.textContent = state;
  list.append(title, ...LOOKS.map((looks) => picture(state, wanted, looks)));
}

function picture(state, wanted, { width = 640, ...looks }) {
  const frame = document.createElement('iframe');
  frame.title = [state, ...Object.values(looks)].join(', ');
  frame.width = width;
  frame.height = 480;
  frame.src = `frame.html?${new URLSearchParams({ ...wanted, ...looks })}`;
  return frame;
}
