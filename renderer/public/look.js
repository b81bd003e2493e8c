// Runs before the first paint, so that a person who chose dark never sees a flash of light. Same key as app/look.ts.
(function () {
  var look = null;
  try {
    look = localStorage.getItem('samovar.look');
  } catch {
    look = null;
  }
  var dark = look === 'dark' || (look !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  document.documentElement.style.backgroundColor = dark ? '#221e1a' : '#faf6ef';
})();
