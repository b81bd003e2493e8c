import type { ReactNode } from 'react';
import { Button, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChatHandle, ChatView, CommandResult } from '../../engine/types.ts';
import { FailureNotice } from '../gate/FailureNotice.tsx';
import { useCommand } from '../talk/use-command.ts';

interface Props {
  readonly opened: boolean;
  readonly close: () => void;
  readonly handle: ChatHandle;
  readonly view: ChatView;
}

/** Ending is for both and cannot be undone; words that still wait are named before. */
export function EndDialog(props: Props) {
  const { t } = useTranslation('chats');
  const waits = props.view.lines.filter(({ whereabouts }) => whereabouts.at === 'device').length;
  return (
    <ClosingDialog {...props} which="end" name="" act={() => props.handle.end()}>
      <p>{t('end.body')}</p>
      {waits > 0 && <p>{t('end.unsent', { count: waits })}</p>}
    </ClosingDialog>
  );
}

/** F102: says what a block does, and what the other side is told, before it is done. */
export function BlockDialog(props: Props) {
  const { t } = useTranslation('chats');
  const { name } = props.view.card.with;
  return (
    <ClosingDialog {...props} which="block" name={name} act={() => props.handle.block()}>
      <p>{t('block.body', { name })}</p>
    </ClosingDialog>
  );
}

/** Stays open when the relay said no, with the reason in it; the safe answer has the focus. */
function ClosingDialog(
  props: Props & { which: 'end' | 'block'; name: string; act: () => CommandResult<void>; children: ReactNode },
) {
  const { t } = useTranslation('chats');
  const command = useCommand();
  const { which, close } = props;
  const confirm = async (): Promise<void> => {
    if (await command.run(props.act)) close();
  };
  return (
    <Modal
      opened={props.opened}
      onClose={close}
      title={t(`${which}.title`, { name: props.name })}
      closeButtonProps={{ 'aria-label': t('gate:close') }}
    >
      {props.children}
      {command.failure !== null && <FailureNotice title={t(`${which}.failed`)} failure={command.failure} />}
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={close} data-autofocus>
          {t(`${which}.cancel`)}
        </Button>
        <Button disabled={command.busy} onClick={() => void confirm()}>
          {t(`${which}.confirm`)}
        </Button>
      </Group>
    </Modal>
  );
}
