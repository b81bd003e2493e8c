import { IconBook2, IconFeather, IconGauge, IconLeaf, IconMoodSmile, IconWind, type TablerIcon } from '@tabler/icons-react';
import type { Activity } from '../../content/library/schema.ts';

const ICONS: Readonly<Record<Activity['kind'], TablerIcon>> = {
  read: IconBook2,
  breathe: IconWind,
  write: IconFeather,
  act: IconLeaf,
  'check-in': IconGauge,
  meditate: IconMoodSmile,
};

/** What kind of activity it is, for the eye; words say it to everybody. */
export function KindIcon({ kind }: { kind: Activity['kind'] }) {
  const Icon = ICONS[kind];
  return <Icon size={22} stroke={1.5} aria-hidden="true" />;
}
