import { useTranslation } from 'react-i18next';
import type { Path } from '../../content/library/schema.ts';
import { minutesOf } from './catalogue.ts';

const LONG_MINUTES = 90;

/** How long a path is, about: nobody plans by the minute beyond an hour and a half. */
export function InAll({ path }: { path: Path }) {
  const { t } = useTranslation('paths');
  const minutes = minutesOf(path);
  if (minutes < LONG_MINUTES) return t('minutesInAll', { count: Math.round(minutes / 5) * 5 });
  return t('hoursInAll', { count: Math.round(minutes / 30) / 2 });
}
