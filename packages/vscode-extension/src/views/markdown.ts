/** What a registry, a ledger or a policy says, as text in Markdown: no link, no image and no markup comes of it. */
export const plainMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-.!<>|~$&:@/]/g, "\\$&").replaceAll("\n", " ");
