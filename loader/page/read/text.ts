export const tidy = (text: string, most?: number): string => text.replace(/\s+/g, ' ').trim().slice(0, most);
