import type { Page } from 'playwright-core';

/**
 * What a hand or an eye cannot get at in this window: controls that stay covered or cut off when they are brought into
 * sight, and anything that makes the page scroll sideways (WCAG 1.4.10, 2.4.11). One line a finding.
 */
export const outOfReach = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const findings: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth + 1) findings.push(`sideways: ${scrollWidth} in ${clientWidth}`);
    // The app's main part and its dialogs scroll for themselves, and the page shows nothing of it; a field scrolls its own text.
    for (const area of document.querySelectorAll<HTMLElement>(':is(main, main *, [role=dialog], [role=dialog] *):not(textarea, input)')) {
      const isWide = area.scrollWidth > area.clientWidth + 1 && area.clientWidth > 0;
      if (isWide && /auto|scroll/.test(getComputedStyle(area).overflowY)) {
        findings.push(`sideways in ${area.tagName} ${area.className}: ${area.scrollWidth} in ${area.clientWidth}`);
      }
    }
    const scope = document.querySelector('[role=dialog]') ?? document.body;
    for (const control of scope.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary')) {
      const hidden = control.closest('[aria-hidden=true]') !== null || control.getAttribute('tabindex') === '-1';
      // A skip link comes into sight with the focus.
      if (hidden || /^#(main|navigation)$/.test(control.getAttribute('href') ?? '')) continue;
      const target = (control instanceof HTMLInputElement && control.labels?.[0]) || control;
      target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const box = target.getBoundingClientRect();
      if (box.width === 0) continue;
      const name = `${control.tagName} ${(control.getAttribute('aria-label') ?? target.textContent ?? '').slice(0, 40)}`;
      if (box.left < -1 || box.right > clientWidth + 1) findings.push(`cut off: ${name}`);
      const hit = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height, innerHeight - box.top) / 2);
      if (hit === null || !(target.contains(hit) || hit.contains(target) || control.contains(hit))) findings.push(`covered: ${name}`);
    }
    return findings;
  });

/** What has the focus, in short: its tag and the beginning of its name. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at === null ? '' : `${at.tagName} ${(at.getAttribute('aria-label') ?? at.textContent ?? '').trim()}`.trim();
  });
