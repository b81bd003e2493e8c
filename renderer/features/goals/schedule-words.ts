import type { TFunction } from 'i18next';
import type { Schedule, Step } from './goal.ts';
import type { Day, MinuteOfDay, Weekday } from './wall-clock.ts';

/** A day of the calendar in words; it is the same day wherever one reads it, so it is formatted without a zone. */
export const dayWords = (day: Day, locale: string, style: 'full' | 'medium' = 'medium'): string =>
  new Intl.DateTimeFormat(locale, style === 'full' ? { dateStyle: 'full', timeZone: 'UTC' } : { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${day}T00:00:00Z`),
  );

/** 22 November 2026 is a Sunday. */
export const weekdayWords = (weekday: Weekday, locale: string, style: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(Date.UTC(2026, 10, 22 + weekday));

export const timeWords = (minute: MinuteOfDay, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(minute * 60_000);

/** When a step is for, in one short line. */
export function scheduleWords(schedule: Schedule, locale: string, t: TFunction<'goals'>): string {
  switch (schedule.kind) {
    case 'once':
      return t('when.words.once', { day: dayWords(schedule.on, locale) });
    case 'weekdays':
      return new Intl.ListFormat(locale, { type: 'conjunction' }).format(schedule.days.map((day) => weekdayWords(day, locale)));
    case 'weeks':
      return t('when.words.weeks', { count: schedule.every, day: weekdayWords(schedule.on, locale) });
    case 'daily':
    case 'whenever':
    default:
      return t(`when.words.${schedule.kind}`);
  }
}

/** ... and at what time it reminds. */
export const stepWhen = ({ schedule, remindAt }: Step, locale: string, t: TFunction<'goals'>): string =>
  remindAt === null
    ? scheduleWords(schedule, locale, t)
    : t('when.words.at', { when: scheduleWords(schedule, locale, t), time: timeWords(remindAt, locale) });
