import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useVault } from '../../app/context.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** Notes that were changed on the disk by something else do not open; they are named, not left out in silence (F5). */
export function DamagedNotes() {
  const { t } = useTranslation('notes');
  const { damage } = useVault();
  const rows = useSyncExternalStore(damage.subscribe, damage.list);
  const count = rows.filter((row) => row.place === 'notes').length;
  if (count === 0) return null;
  return <Notice kind="error" title={t('damaged.title', { count })} safe={t('damaged.safe')} todo={t('damaged.todo')} />;
}
