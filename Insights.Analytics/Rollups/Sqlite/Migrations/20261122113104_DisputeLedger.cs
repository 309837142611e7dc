using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class DisputeLedger : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "dispute_ledger",
                columns: table => new
                {
                    dispute_key = table.Column<long>(type: "INTEGER", nullable: false),
                    dispute_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dispute_ref = table.Column<string>(type: "TEXT", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    network = table.Column<string>(type: "TEXT", nullable: true),
                    reason_group = table.Column<string>(type: "TEXT", nullable: true),
                    reason_category = table.Column<string>(type: "TEXT", nullable: true),
                    reason_code = table.Column<string>(type: "TEXT", nullable: true),
                    sub_reason = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    stage = table.Column<int>(type: "INTEGER", nullable: false),
                    cycle = table.Column<int>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    is_dispute = table.Column<bool>(type: "INTEGER", nullable: false),
                    opened_as_lost = table.Column<bool>(type: "INTEGER", nullable: false),
                    late_win = table.Column<bool>(type: "INTEGER", nullable: false),
                    challenged = table.Column<bool>(type: "INTEGER", nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    opened_day = table.Column<int>(type: "INTEGER", nullable: false),
                    charged_at = table.Column<long>(type: "INTEGER", nullable: true),
                    charged_day = table.Column<int>(type: "INTEGER", nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    due_is_estimated = table.Column<bool>(type: "INTEGER", nullable: false),
                    responded_at = table.Column<long>(type: "INTEGER", nullable: true),
                    responded_late = table.Column<int>(type: "INTEGER", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_day = table.Column<int>(type: "INTEGER", nullable: true),
                    final_at = table.Column<long>(type: "INTEGER", nullable: true),
                    days_to_dispute = table.Column<int>(type: "INTEGER", nullable: true),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    fee_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    fee_returned_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    recovered_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    net_loss_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    payment_ref = table.Column<string>(type: "TEXT", nullable: true),
                    payment_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    payment_key = table.Column<long>(type: "INTEGER", nullable: true),
                    method = table.Column<string>(type: "TEXT", nullable: true),
                    brand = table.Column<string>(type: "TEXT", nullable: true),
                    bin6 = table.Column<string>(type: "TEXT", nullable: true),
                    country = table.Column<string>(type: "TEXT", nullable: true),
                    product = table.Column<string>(type: "TEXT", nullable: true),
                    gateway = table.Column<string>(type: "TEXT", nullable: true),
                    descriptor = table.Column<string>(type: "TEXT", nullable: true),
                    three_ds = table.Column<string>(type: "TEXT", nullable: true),
                    avs_result = table.Column<string>(type: "TEXT", nullable: true),
                    cvc_result = table.Column<string>(type: "TEXT", nullable: true),
                    payment_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    payment_currency = table.Column<string>(type: "TEXT", nullable: true),
                    customer_ref = table.Column<string>(type: "TEXT", nullable: true),
                    customer_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    earlier_payments = table.Column<int>(type: "INTEGER", nullable: false),
                    customer_since = table.Column<long>(type: "INTEGER", nullable: true),
                    evidence_payments = table.Column<int>(type: "INTEGER", nullable: false),
                    refund_state = table.Column<string>(type: "TEXT", nullable: false),
                    refunded_at = table.Column<long>(type: "INTEGER", nullable: true),
                    refunded_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    duplicate_ref = table.Column<string>(type: "TEXT", nullable: true),
                    duplicate_at = table.Column<long>(type: "INTEGER", nullable: true),
                    notice_at = table.Column<long>(type: "INTEGER", nullable: true),
                    contact_key = table.Column<long>(type: "INTEGER", nullable: true),
                    contact_source_id = table.Column<int>(type: "INTEGER", nullable: true),
                    contact_ref = table.Column<string>(type: "TEXT", nullable: true),
                    contact_at = table.Column<long>(type: "INTEGER", nullable: true),
                    contact_channel = table.Column<string>(type: "TEXT", nullable: true),
                    contact_category = table.Column<string>(type: "TEXT", nullable: true),
                    contact_replied_at = table.Column<long>(type: "INTEGER", nullable: true),
                    contact_solved_at = table.Column<long>(type: "INTEGER", nullable: true),
                    contact_owner = table.Column<string>(type: "TEXT", nullable: true),
                    dispute_number = table.Column<int>(type: "INTEGER", nullable: false),
                    disputes_of_payment = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dispute_ledger", x => x.dispute_key);
                });

            migrationBuilder.CreateTable(
                name: "dispute_links",
                columns: table => new
                {
                    dispute_key = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", nullable: false),
                    ref_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: true),
                    counts = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dispute_links", x => new { x.dispute_key, x.kind, x.number });
                });

            migrationBuilder.CreateTable(
                name: "touched_disputes",
                columns: table => new
                {
                    dispute_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dispute_ref = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_touched_disputes", x => new { x.dispute_hash, x.source_id, x.dispute_ref });
                });

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_charged_day_vendor_id",
                table: "dispute_ledger",
                columns: new[] { "charged_day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_customer_hash",
                table: "dispute_ledger",
                column: "customer_hash",
                filter: "customer_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_decided_day_vendor_id",
                table: "dispute_ledger",
                columns: new[] { "decided_day", "vendor_id" },
                filter: "decided_day IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_dispute_hash",
                table: "dispute_ledger",
                column: "dispute_hash");

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_due_at_vendor_id",
                table: "dispute_ledger",
                columns: new[] { "due_at", "vendor_id" },
                filter: "outcome IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_opened_day_vendor_id",
                table: "dispute_ledger",
                columns: new[] { "opened_day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_payment_hash",
                table: "dispute_ledger",
                column: "payment_hash",
                filter: "payment_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_vendor_id_opened_day",
                table: "dispute_ledger",
                columns: new[] { "vendor_id", "opened_day" });

            migrationBuilder.CreateIndex(
                name: "ix_dispute_links_day",
                table: "dispute_links",
                column: "day");

            migrationBuilder.CreateIndex(
                name: "ix_dispute_links_ref_hash",
                table: "dispute_links",
                column: "ref_hash");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "dispute_ledger");

            migrationBuilder.DropTable(
                name: "dispute_links");

            migrationBuilder.DropTable(
                name: "touched_disputes");
        }
    }
}
