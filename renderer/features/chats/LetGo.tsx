import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';

/** Asks before the only copy of somebody's words goes. */
export function LetGo(props: { letGo: () => Promise<void> | void; children: (ask: () => void) => ReactNode }) {
  const { t } = useTranslation('chats');
  const [asking, setAsking] = useState(false);
  return (
    <>
      {props.children(() => setAsking(true))}
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t('refused.letGoTitle')}
        text={t('refused.letGoBody')}
        confirm={t('refused.letGo')}
        onConfirm={props.letGo}
      />
    </>
  );
}
