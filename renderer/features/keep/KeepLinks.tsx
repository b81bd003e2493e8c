import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Section } from '../../ui/Page.tsx';

/** The way to the pages about keeping, from the page about oneself. */
export function KeepLinks() {
  const { t } = useTranslation('keep');
  return (
    <Section title={t('place')} text={t('links')}>
      <Group gap="sm">
        <Button component={Link} href="/keep" variant="light">
          {t('place')}
        </Button>
        <Button component={Link} href="/kept" variant="default">
          {t('kept.place')}
        </Button>
      </Group>
    </Section>
  );
}
