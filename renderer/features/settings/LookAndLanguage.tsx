import { Radio, Group, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../app/context.tsx';
import { PREFERENCES } from '../../app/preferences.ts';
import { LOCALES, type Locale } from '../../i18n/locales.ts';
import { Section } from '../../ui/Page.tsx';

const LOOKS: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];

/** Language and light. Kept on this device, since both must be known before any vault is open. */
export function LookAndLanguage() {
  const { t, i18n } = useTranslation('settings');
  const { preferences } = useApp();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const speak = (locale: string): void => {
    preferences.write(PREFERENCES.language, locale);
    void i18n.changeLanguage(locale);
  };
  return (
    <Section title={t('title')} text={t('text')}>
      <Radio.Group
        label={t('look')}
        value={colorScheme}
        onChange={(look) => setColorScheme(look as MantineColorScheme)}
      >
        <Group mt={4} gap="lg">
          {LOOKS.map((look) => (
            <Radio key={look} value={look} label={t(`looks.${look}`)} />
          ))}
        </Group>
      </Radio.Group>
      <Radio.Group label={t('language')} value={i18n.language} onChange={speak} mt="md">
        <Group mt={4} gap="lg">
          {(Object.keys(LOCALES) as Locale[]).map((locale) => (
            <Radio key={locale} value={locale} label={<span lang={locale}>{LOCALES[locale]}</span>} />
          ))}
        </Group>
      </Radio.Group>
    </Section>
  );
}
