using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class DisputeLedger : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "dispute_ledger",
                schema: "reporting",
                columns: table => new
                {
                    dispute_key = table.Column<long>(type: "bigint", nullable: false),
                    dispute_hash = table.Column<long>(type: "bigint", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    dispute_ref = table.Column<string>(type: "text", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    network = table.Column<string>(type: "text", nullable: true),
                    reason_group = table.Column<string>(type: "text", nullable: true),
                    reason_category = table.Column<string>(type: "text", nullable: true),
                    reason_code = table.Column<string>(type: "text", nullable: true),
                    sub_reason = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    stage = table.Column<int>(type: "integer", nullable: false),
                    cycle = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    is_dispute = table.Column<bool>(type: "boolean", nullable: false),
                    opened_as_lost = table.Column<bool>(type: "boolean", nullable: false),
                    late_win = table.Column<bool>(type: "boolean", nullable: false),
                    challenged = table.Column<bool>(type: "boolean", nullable: false),
                    opened_at = table.Column<long>(type: "bigint", nullable: false),
                    opened_day = table.Column<int>(type: "integer", nullable: false),
                    charged_at = table.Column<long>(type: "bigint", nullable: true),
                    charged_day = table.Column<int>(type: "integer", nullable: true),
                    due_at = table.Column<long>(type: "bigint", nullable: true),
                    due_is_estimated = table.Column<bool>(type: "boolean", nullable: false),
                    responded_at = table.Column<long>(type: "bigint", nullable: true),
                    responded_late = table.Column<int>(type: "integer", nullable: true),
                    decided_at = table.Column<long>(type: "bigint", nullable: true),
                    decided_day = table.Column<int>(type: "integer", nullable: true),
                    final_at = table.Column<long>(type: "bigint", nullable: true),
                    days_to_dispute = table.Column<int>(type: "integer", nullable: true),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    fee_minor = table.Column<long>(type: "bigint", nullable: false),
                    fee_returned_minor = table.Column<long>(type: "bigint", nullable: false),
                    recovered_minor = table.Column<long>(type: "bigint", nullable: false),
                    net_loss_minor = table.Column<long>(type: "bigint", nullable: false),
                    payment_ref = table.Column<string>(type: "text", nullable: true),
                    payment_hash = table.Column<long>(type: "bigint", nullable: true),
                    payment_key = table.Column<long>(type: "bigint", nullable: true),
                    method = table.Column<string>(type: "text", nullable: true),
                    brand = table.Column<string>(type: "text", nullable: true),
                    bin6 = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    product = table.Column<string>(type: "text", nullable: true),
                    gateway = table.Column<string>(type: "text", nullable: true),
                    descriptor = table.Column<string>(type: "text", nullable: true),
                    three_ds = table.Column<string>(type: "text", nullable: true),
                    avs_result = table.Column<string>(type: "text", nullable: true),
                    cvc_result = table.Column<string>(type: "text", nullable: true),
                    payment_minor = table.Column<long>(type: "bigint", nullable: true),
                    payment_currency = table.Column<string>(type: "text", nullable: true),
                    customer_ref = table.Column<string>(type: "text", nullable: true),
                    customer_hash = table.Column<long>(type: "bigint", nullable: true),
                    earlier_payments = table.Column<int>(type: "integer", nullable: false),
                    customer_since = table.Column<long>(type: "bigint", nullable: true),
                    evidence_payments = table.Column<int>(type: "integer", nullable: false),
                    refund_state = table.Column<string>(type: "text", nullable: false),
                    refunded_at = table.Column<long>(type: "bigint", nullable: true),
                    refunded_minor = table.Column<long>(type: "bigint", nullable: false),
                    duplicate_ref = table.Column<string>(type: "text", nullable: true),
                    duplicate_at = table.Column<long>(type: "bigint", nullable: true),
                    notice_at = table.Column<long>(type: "bigint", nullable: true),
                    contact_key = table.Column<long>(type: "bigint", nullable: true),
                    contact_source_id = table.Column<int>(type: "integer", nullable: true),
                    contact_ref = table.Column<string>(type: "text", nullable: true),
                    contact_at = table.Column<long>(type: "bigint", nullable: true),
                    contact_channel = table.Column<string>(type: "text", nullable: true),
                    contact_category = table.Column<string>(type: "text", nullable: true),
                    contact_replied_at = table.Column<long>(type: "bigint", nullable: true),
                    contact_solved_at = table.Column<long>(type: "bigint", nullable: true),
                    contact_owner = table.Column<string>(type: "text", nullable: true),
                    dispute_number = table.Column<int>(type: "integer", nullable: false),
                    disputes_of_payment = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dispute_ledger", x => x.dispute_key);
                });

            migrationBuilder.CreateTable(
                name: "dispute_links",
                schema: "reporting",
                columns: table => new
                {
                    dispute_key = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    @ref = table.Column<string>(name: "ref", type: "text", nullable: false),
                    ref_hash = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "text", nullable: true),
                    counts = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dispute_links", x => new { x.dispute_key, x.kind, x.number });
                });

            migrationBuilder.CreateTable(
                name: "touched_disputes",
                schema: "reporting",
                columns: table => new
                {
                    dispute_hash = table.Column<long>(type: "bigint", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    dispute_ref = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_touched_disputes", x => new { x.dispute_hash, x.source_id, x.dispute_ref });
                });

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_charged_day_vendor_id",
                schema: "reporting",
                table: "dispute_ledger",
                columns: new[] { "charged_day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_customer_hash",
                schema: "reporting",
                table: "dispute_ledger",
                column: "customer_hash",
                filter: "customer_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_decided_day_vendor_id",
                schema: "reporting",
                table: "dispute_ledger",
                columns: new[] { "decided_day", "vendor_id" },
                filter: "decided_day IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_dispute_hash",
                schema: "reporting",
                table: "dispute_ledger",
                column: "dispute_hash");

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_due_at_vendor_id",
                schema: "reporting",
                table: "dispute_ledger",
                columns: new[] { "due_at", "vendor_id" },
                filter: "outcome IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_opened_day_vendor_id",
                schema: "reporting",
                table: "dispute_ledger",
                columns: new[] { "opened_day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_payment_hash",
                schema: "reporting",
                table: "dispute_ledger",
                column: "payment_hash",
                filter: "payment_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_vendor_id_opened_day",
                schema: "reporting",
                table: "dispute_ledger",
                columns: new[] { "vendor_id", "opened_day" });

            migrationBuilder.CreateIndex(
                name: "ix_dispute_links_day",
                schema: "reporting",
                table: "dispute_links",
                column: "day");

            migrationBuilder.CreateIndex(
                name: "ix_dispute_links_ref_hash",
                schema: "reporting",
                table: "dispute_links",
                column: "ref_hash");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "dispute_ledger",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "dispute_links",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "touched_disputes",
                schema: "reporting");
        }
    }
}
