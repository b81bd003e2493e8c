import { useRef, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useDirection } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatLocale } from '../../i18n/locales.ts';
import { dayByKey, firstWeekdayOf, monthOf, noonOf, weekdayOf, weeksOfMonth, type Day } from './calendar.ts';
import styles from './calendar.module.css';

/**
 * A month as a grid (WAI-ARIA grid): one stop for Tab, the arrow keys go from day to day, Home and End to the ends of
 * the week, Page Up and Down to other months. What is on a day is part of its name; the mark alone would say too little.
 */
export function MonthGrid(props: { label: string; day: Day; today: Day; choose: (day: Day) => void; saysOf: (day: Day) => string | null }) {
  const { i18n } = useTranslation();
  const { dir } = useDirection();
  const { day, today, choose, saysOf } = props;
  const grid = useRef<HTMLTableElement>(null);
  const locale = formatLocale(i18n.language, navigator.languages);
  const firstWeekday = firstWeekdayOf(locale);
  const weeks = weeksOfMonth(day, firstWeekday);
  const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = dayByKey(event.key, day, firstWeekday, dir);
    if (next === null) return;
    event.preventDefault();
    // The focus goes along, to a day that may only now be drawn.
    flushSync(() => choose(next));
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- the grid of WAI-ARIA, on a table
    <table ref={grid} role="grid" className={styles.grid} aria-label={props.label} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          {weeks[0]?.map((one) => (
            <th key={one} scope="col" abbr={weekday(one, locale, 'long')}>
              {weekday(one, locale, 'short')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((one) => {
              const says = saysOf(one);
              const name = [whole.format(noonOf(one)), says].filter((part) => part !== null).join(', ');
              return (
                <td key={one} aria-selected={one === day}>
                  <button
                    type="button"
                    className={styles.day}
                    tabIndex={one === day ? 0 : -1}
                    aria-label={name}
                    aria-current={one === today ? 'date' : undefined}
                    data-chosen={one === day || undefined}
                    data-marked={says !== null || undefined}
                    data-elsewhere={monthOf(one) !== monthOf(day) || undefined}
                    data-weekend={weekdayOf(one) > 5 || undefined}
                    onClick={() => choose(one)}
                  >
                    {noonOf(one).getUTCDate().toLocaleString(locale)}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const weekday = (day: Day, locale: string, style: 'long' | 'short'): string =>
  new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(noonOf(day));
