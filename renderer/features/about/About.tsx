import { Button, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Page, Section } from '../../ui/Page.tsx';
import { Contact } from '../team/Contact.tsx';
import styles from './about.module.css';

const VALUES = ['equal', 'noRanking', 'noStigma', 'noAds'] as const;
const THINGS = ['notes', 'chats', 'request', 'asked', 'name', 'profile', 'picture', 'roles', 'licence', 'account', 'appeals', 'keys', 'topics', 'device', 'here', 'facts', 'deleted'] as const;
const READERS = ['others', 'listeners', 'staff', 'relay', 'disk'] as const;

/** What Samovar is for (F007), and precisely who can see what (F091, F096). */
export function About() {
  const { t } = useTranslation('about');
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>} wide>
      <Section title={t('mission.title')} text={t('mission.text')}>
        <ul className={styles.points}>
          {VALUES.map((value) => (
            <li key={value}>{t(`mission.values.${value}`)}</li>
          ))}
        </ul>
      </Section>
      <Section title={t('who.title')} text={t('who.text')}>
        <WhoSeesWhat />
        <Button component={Link} href="/kept" variant="light" mt="md">
          {t('keep:kept.place')}
        </Button>
      </Section>
      <Section title={t('never.title')} text={t('never.text')} />
      <Section title={t('words.title')} text={t('words.text')}>
        <Button component={Link} href="/help" variant="light">
          {t('app:help')}
        </Button>
      </Section>
      <Section title={t('team:title')} text={t('team:lead')}>
        <Contact />
        <Button component={Link} href="/team" variant="light">
          {t('team:title')}
        </Button>
      </Section>
      <Section title={t('made.title')} text={t('made.text')} />
    </Page>
  );
}

/** A table where there is room; on a narrow screen each row becomes a small list of its own. */
function WhoSeesWhat() {
  const { t } = useTranslation('about');
  return (
    <Table className={styles.table} verticalSpacing="sm" withRowBorders>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('who.what')}</Table.Th>
          {READERS.map((reader) => (
            <Table.Th key={reader} scope="col">
              {t(`who.readers.${reader}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {THINGS.map((thing) => (
          <Table.Tr key={thing}>
            <Table.Th scope="row">{t(`who.things.${thing}.name`)}</Table.Th>
            {READERS.map((reader) => (
              <Table.Td key={reader} data-reader={t(`who.readers.${reader}`)}>
                {t(`who.things.${thing}.${reader}`)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
