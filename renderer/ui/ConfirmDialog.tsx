import { useState, type ReactNode } from 'react';
import { Button, Checkbox, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './ui.module.css';

/** White on it reaches 7:1, and it does not shout. */
const BRICK = '#9c2f22';

/**
 * Asks before something that cannot be undone. `understand` makes it two deliberate steps: a box to tick first. The
 * dialog stays open, and says so, while the act is under way; it closes when `onConfirm` has resolved.
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
  return (
    <Modal
      opened={props.opened}
      onClose={props.close}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Question {...props} />
    </Modal>
  );
}

function Question(props: Parameters<typeof ConfirmDialog>[0]) {
  const { t } = useTranslation('app');
  const [understood, setUnderstood] = useState(props.understand === undefined);
  const [busy, setBusy] = useState(false);
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
        <Button variant="default" onClick={props.close} data-autofocus>
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
