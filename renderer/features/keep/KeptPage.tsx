import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Page, Section } from '../../ui/Page.tsx';
import { AT_THE_RELAY, BESIDE_THE_VAULT, IN_THE_VAULT } from './kept-things.ts';
import styles from './keep.module.css';

/** What is kept where, who can see it, and until when: every stored datum (F096). */
export function KeptPage() {
  const { t } = useTranslation('keep');
  return (
    <Page title={t('kept.place')} lead={<p>{t('kept.lead')}</p>}>
      <Section title={t('kept.vault.title')} text={t('kept.vault.text')}>
        <Things ids={IN_THE_VAULT.map(({ id }) => id)} />
      </Section>
      <Section title={t('kept.beside.title')} text={t('kept.beside.text')}>
        <Things ids={BESIDE_THE_VAULT.map(({ id }) => id)} />
      </Section>
      <Section title={t('kept.relay.title')} text={t('kept.relay.text')}>
        <Things ids={AT_THE_RELAY} />
      </Section>
      <Section title={t('kept.nobody.title')} text={t('kept.nobody.text')} />
      <Section title={t('kept.how.title')} text={t('kept.how.text')}>
        <Group gap="sm">
          <Button component={Link} href="/keep" variant="light">
            {t('place')}
          </Button>
          <Button component={Link} href="/about" variant="default">
            {t('kept.who')}
          </Button>
        </Group>
      </Section>
    </Page>
  );
}

type Thing = (typeof IN_THE_VAULT)[number]['id'] | (typeof BESIDE_THE_VAULT)[number]['id'] | (typeof AT_THE_RELAY)[number];

function Things(props: { ids: readonly Thing[] }) {
  const { t } = useTranslation('keep');
  return (
    <dl className={styles.kept}>
      {props.ids.map((id) => (
        <div key={id}>
          <dt>{t(`kept.things.${id}.name`)}</dt>
          <dd>{t(`kept.things.${id}.what`)}</dd>
          <dd>{t(`kept.things.${id}.until`)}</dd>
        </div>
      ))}
    </dl>
  );
}
