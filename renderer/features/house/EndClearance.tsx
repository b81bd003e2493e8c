import { useTranslation } from 'react-i18next';
import { useEngine } from '../../app/context.tsx';
import { ActDialog } from './ActDialog.tsx';

/** Takes somebody's clearance for teens back (F085): from wherever it is seen that they have one, with a reason that they read. */
export function EndClearance({ name, close, done }: { name: string; close: () => void; done: () => void }) {
  const { t } = useTranslation('house');
  const { house } = useEngine();
  return (
    <ActDialog
      title={t('cleared.end.title', { name })}
      text={<p>{t('cleared.end.text')}</p>}
      hint={t('applications.hint')}
      confirm={t('cleared.end.confirm')}
      act={({ reason }) => house.endClearance({ name, reason })}
      close={close}
      done={done}
    />
  );
}
