import type { PromotionReport } from "@muster/report";
import type { Offers, ReportSubject } from "./protocol.js";

/** What a report shows. */
export interface ReportInput {
  readonly subject: ReportSubject;
  readonly report: PromotionReport;
  readonly offers: Offers;
}
