import { useId } from 'react';
import { useDirection } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatLocale } from '../../i18n/locales.ts';
import { noonOf } from '../notes/calendar.ts';
import { chartOf, heightOf, weekEnd, type Box } from './chart.ts';
import { LEVELS, levelNear, type MoodMark, type MoodWeek } from './mood.ts';
import styles from './moods.module.css';

/** Room for as many dates below as can be read. */
const MAX_DATES = 4;

/** Marks over weeks: a dot each, and a soft band at the middle of each week. Weeks without a mark are just empty. */
export function MoodChart(props: { marks: readonly MoodMark[]; weeks: readonly MoodWeek[]; what: 'mood' | 'energy' }) {
  const { t, i18n } = useTranslation('moods');
  const { dir } = useDirection();
  const { marks, weeks, what } = props;
  const title = useId();
  const box: Box = { width: 640, height: 190, margin: 18, mirrored: dir === 'rtl' };
  const chart = chartOf(marks, weeks, what, box);
  const dates = new Intl.DateTimeFormat(formatLocale(i18n.language, navigator.languages), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const every = Math.ceil(weeks.length / MAX_DATES);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>{t(`chart.${what}`)}</figcaption>
      <div className={styles.plot}>
        <ol className={styles.scale} aria-hidden="true">
          {LEVELS.toReversed().map((level) => (
            <li key={level}>{t(`${what}.${level}`)}</li>
          ))}
        </ol>
        <div>
          {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is drawn, and says what it shows */}
          <svg viewBox={`0 0 ${box.width} ${box.height}`} preserveAspectRatio="none" role="img" aria-labelledby={title} className={styles.svg}>
            <title id={title}>{t('chart.says', { what: t(`chart.${what}`), weeks: weeks.length, count: chart.dots.length })}</title>
            {LEVELS.map((level) => (
              <line key={level} className={styles.rule} x1={0} x2={box.width} y1={heightOf(level, box)} y2={heightOf(level, box)} />
            ))}
            {chart.bands.map(({ from, to, y }) => (
              <line key={from} className={styles.band} x1={from} x2={to} y1={y} y2={y} />
            ))}
            {/* A line of no length with round ends stays round however the chart is stretched. */}
            {chart.dots.map(({ x, y }, index) => (
              <path key={`${index}`} className={styles.dot} d={`M${x} ${y}h0`} />
            ))}
          </svg>
          <div className={styles.dates} aria-hidden="true">
            {chart.weeks.map(({ x, week }, index) =>
              index % every === 0 ? (
                <span key={week.start} style={{ insetInlineStart: `${(100 * (box.mirrored ? box.width - x : x)) / box.width}%` }}>
                  {dates.format(noonOf(week.start))}
                </span>
              ) : null,
            )}
          </div>
        </div>
      </div>
    </figure>
  );
}

/** The same in words, for whoever would rather read, or hear, than look. */
export function MoodTable({ weeks }: { weeks: readonly MoodWeek[] }) {
  const { t, i18n } = useTranslation('moods');
  const dates = new Intl.DateTimeFormat(formatLocale(i18n.language, navigator.languages), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const say = (what: 'mood' | 'energy', middle: number | null): string =>
    middle === null ? t('table.none') : t(`${what}.${levelNear(middle)}`);
  return (
    <details className={styles.details}>
      <summary>{t('table.open')}</summary>
      <table className={styles.table}>
        <caption>{t('table.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('table.week')}</th>
            <th scope="col">{t('table.marks')}</th>
            <th scope="col">{t('chart.mood')}</th>
            <th scope="col">{t('chart.energy')}</th>
          </tr>
        </thead>
        <tbody>
          {weeks.toReversed().map((week) => (
            <tr key={week.start}>
              <th scope="row">{dates.formatRange(noonOf(week.start), noonOf(weekEnd(week)))}</th>
              <td>{week.marks}</td>
              <td>{say('mood', week.mood)}</td>
              <td>{say('energy', week.energy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
