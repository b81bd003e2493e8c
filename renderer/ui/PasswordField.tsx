import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A field for a secret. The eye can be reached by the keyboard, and a fault is told as one to readers of the screen. */
export function PasswordField(props: PasswordInputProps) {
  const { t } = useTranslation('app');
  return (
    <PasswordInput
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      visibilityToggleFocusable
      aria-invalid={props.error !== undefined || undefined}
      {...props}
    />
  );
}
