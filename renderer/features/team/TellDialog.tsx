import { Button, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Contact } from './Contact.tsx';

/** From a chat: whom to tell when something went wrong in it, and what to say. It sends nothing, and says so (F193). */
export function TellDialog({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation('team');
  return (
    <Modal opened={opened} onClose={close} title={t('tell.title')} closeButtonProps={{ 'aria-label': t('gate:close') }}>
      <p>{t('tell.danger')}</p>
      <Contact>
        <p>{t('tell.what')}</p>
      </Contact>
      <Group mt="lg" justify="flex-end">
        <Button component={Link} href="/help" variant="light" onClick={close}>
          {t('app:help')}
        </Button>
        <Button variant="default" onClick={close} data-autofocus>
          {t('gate:close')}
        </Button>
      </Group>
    </Modal>
  );
}
