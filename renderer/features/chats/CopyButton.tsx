import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';

/** Copies words, and says so for a moment. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation('chats');
  const clipboard = useClipboard();
  return (
    <Button size="compact-md" variant="default" onClick={() => clipboard.copy(text)}>
      <span aria-live="polite">{t(clipboard.copied ? 'refused.copied' : 'refused.copy')}</span>
    </Button>
  );
}
