import { Button, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp, useDisk, useSetting } from '../../app/context.tsx';

/** Set in the vault once the question was answered, whatever the answer. */
const ASKED = 'goals/asked-to-notify';

/** Whether the first reminder is just being set, and the system would ask the person out of the blue. */
export function useFirstReminder(): boolean {
  const { host } = useApp();
  const asked = useSetting<boolean>(ASKED);
  return host.mayNotify() === 'ask' && asked.loaded && asked.value !== true;
}

/** Asks in words before the system does, and only once; the way to change one's mind stays on the page of goals. */
export function MayNotify(props: { opened: boolean; answered: () => void }) {
  const { t } = useTranslation('goals');
  const { t: inApp } = useTranslation('app');
  const { host } = useApp();
  const onDisk = useDisk();
  const asked = useSetting<boolean>(ASKED);
  const answer = async (yes: boolean): Promise<void> => {
    if (yes) await host.askToNotify();
    await asked.set(true);
    props.answered();
  };
  const no = (): void => onDisk(() => answer(false));
  return (
    <Modal opened={props.opened} onClose={no} title={t('ask.title')} closeButtonProps={{ 'aria-label': inApp('close') }}>
      <p>{t('ask.text')}</p>
      <p>{t('ask.where')}</p>
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={no}>
          {t('ask.no')}
        </Button>
        <Button onClick={() => onDisk(() => answer(true))}>{t('ask.yes')}</Button>
      </Group>
    </Modal>
  );
}
