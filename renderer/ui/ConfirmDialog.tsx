import { useState, type ReactNode } from 'react';
import { Button, Checkbox, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './ui.module.css';

/** White on it reaches 7:1, and it does not shout. */
const BRICK = '#9c2f22';

/**
 * Asks before something that cannot be undone. `understand` makes it two deliberate steps: a box to tick first. The
 * dialog stays open while the act is under way, and nothing closes it: what came of the act would be told to nobody, and its end
 * would close whatever was opened meanwhile. It closes when `onConfirm` has resolved.
 */
export function ConfirmDialog(props: {
  opened: boolean;
  close: () => void;
  title: string;
  text: ReactNode;
  confirm: string;
  understand?: string;
  danger?: boolean;
  onConfirm: () => Promise<void> | void | false;
}) {
  const { t } = useTranslation('app');
  const [busy, setBusy] = useState(false);
  return (
    <Modal
      opened={props.opened}
      onClose={() => (busy ? undefined : props.close())}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('close'), disabled: busy }}
    >
      <Question {...props} busy={busy} setBusy={setBusy} />
    </Modal>
  );
}

function Question({ busy, setBusy, ...props }: Parameters<typeof ConfirmDialog>[0] & { busy: boolean; setBusy: (busy: boolean) => void }) {
  const { t } = useTranslation('app');
  const [understood, setUnderstood] = useState(props.understand === undefined);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    try {
      await props.onConfirm();
    } finally {
      setBusy(false);
    }
    props.close();
  };
  return (
    <>
      <div className={styles.question}>{props.text}</div>
      {props.understand !== undefined && (
        <Checkbox
          mt="md"
          label={props.understand}
          checked={understood}
          onChange={(event) => setUnderstood(event.currentTarget.checked)}
        />
      )}
      <Group mt="lg" justify="flex-end">
        <Button variant="default" disabled={busy} onClick={props.close} data-autofocus>
          {t('cancel')}
        </Button>
        <Button
          {...(props.danger === true ? { color: BRICK } : {})}
          disabled={!understood || busy}
          onClick={() => void confirm()}
        >
          {props.confirm}
        </Button>
      </Group>
    </>
  );
}
