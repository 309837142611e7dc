using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PaymentCases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "billing_findings",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    payment_ref = table.Column<string>(type: "TEXT", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    paid_at = table.Column<long>(type: "INTEGER", nullable: false),
                    payment_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    other_ref = table.Column<string>(type: "TEXT", nullable: true),
                    other_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    other_at = table.Column<long>(type: "INTEGER", nullable: true),
                    customer_ref = table.Column<string>(type: "TEXT", nullable: true),
                    order_ref = table.Column<string>(type: "TEXT", nullable: true),
                    gateway = table.Column<string>(type: "TEXT", nullable: true),
                    method = table.Column<string>(type: "TEXT", nullable: true),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    expected_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    fee_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    same_order = table.Column<int>(type: "INTEGER", nullable: true),
                    ticket_source_id = table.Column<int>(type: "INTEGER", nullable: true),
                    ticket_ref = table.Column<string>(type: "TEXT", nullable: true),
                    refunded_at = table.Column<long>(type: "INTEGER", nullable: true),
                    disputed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_billing_findings", x => new { x.kind, x.source_id, x.payment_ref });
                });

            migrationBuilder.CreateTable(
                name: "block_candidates",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    token_kind = table.Column<string>(type: "TEXT", nullable: false),
                    token = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    passed = table.Column<int>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_block_candidates", x => new { x.vendor_id, x.token_kind, x.token, x.reason, x.day });
                });

            migrationBuilder.CreateTable(
                name: "failed_orders",
                columns: table => new
                {
                    payment_key = table.Column<long>(type: "INTEGER", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    payment_ref = table.Column<string>(type: "TEXT", nullable: false),
                    customer_ref = table.Column<string>(type: "TEXT", nullable: true),
                    order_ref = table.Column<string>(type: "TEXT", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    first_at = table.Column<long>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    gateway = table.Column<string>(type: "TEXT", nullable: true),
                    method = table.Column<string>(type: "TEXT", nullable: true),
                    brand = table.Column<string>(type: "TEXT", nullable: true),
                    country = table.Column<string>(type: "TEXT", nullable: true),
                    customer_country = table.Column<string>(type: "TEXT", nullable: true),
                    bin6 = table.Column<string>(type: "TEXT", nullable: true),
                    failure_code = table.Column<string>(type: "TEXT", nullable: true),
                    failure_cause = table.Column<string>(type: "TEXT", nullable: true),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    next = table.Column<string>(type: "TEXT", nullable: false),
                    next_at = table.Column<long>(type: "INTEGER", nullable: true),
                    next_method = table.Column<string>(type: "TEXT", nullable: true),
                    ticket_source_id = table.Column<int>(type: "INTEGER", nullable: true),
                    ticket_ref = table.Column<string>(type: "TEXT", nullable: true),
                    recovered = table.Column<int>(type: "INTEGER", nullable: false),
                    recovered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    recovered_ref = table.Column<string>(type: "TEXT", nullable: true),
                    recovered_minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_failed_orders", x => x.payment_key);
                });

            migrationBuilder.CreateTable(
                name: "finding_dismissals",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    payment_ref = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    by_vendor = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    withdrawn_by = table.Column<string>(type: "TEXT", nullable: true),
                    withdrawn_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_finding_dismissals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fraud_signals",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    member = table.Column<string>(type: "TEXT", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    failed = table.Column<int>(type: "INTEGER", nullable: false),
                    cards = table.Column<int>(type: "INTEGER", nullable: false),
                    disputes = table.Column<int>(type: "INTEGER", nullable: false),
                    least_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    most_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fraud_signals", x => new { x.kind, x.vendor_id, x.started_at, x.member });
                });

            migrationBuilder.CreateTable(
                name: "open_payments",
                columns: table => new
                {
                    payment_key = table.Column<long>(type: "INTEGER", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    payment_ref = table.Column<string>(type: "TEXT", nullable: false),
                    customer_ref = table.Column<string>(type: "TEXT", nullable: true),
                    order_ref = table.Column<string>(type: "TEXT", nullable: true),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    gateway = table.Column<string>(type: "TEXT", nullable: true),
                    method = table.Column<string>(type: "TEXT", nullable: true),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    escalate_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open_payments", x => x.payment_key);
                });

            migrationBuilder.CreateTable(
                name: "payment_facets",
                columns: table => new
                {
                    facet = table.Column<int>(type: "INTEGER", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    grain = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    member = table.Column<string>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    count = table.Column<long>(type: "INTEGER", nullable: false),
                    @base = table.Column<long>(name: "base", type: "INTEGER", nullable: false),
                    minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_facets", x => new { x.facet, x.vendor_id, x.grain, x.day, x.member, x.currency });
                });

            migrationBuilder.CreateTable(
                name: "refund_cases",
                columns: table => new
                {
                    refund_key = table.Column<long>(type: "INTEGER", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    refund_ref = table.Column<string>(type: "TEXT", nullable: false),
                    payment_ref = table.Column<string>(type: "TEXT", nullable: true),
                    payment_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    customer_ref = table.Column<string>(type: "TEXT", nullable: true),
                    order_ref = table.Column<string>(type: "TEXT", nullable: true),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    extent = table.Column<string>(type: "TEXT", nullable: true),
                    mode = table.Column<string>(type: "TEXT", nullable: true),
                    method = table.Column<string>(type: "TEXT", nullable: true),
                    gateway = table.Column<string>(type: "TEXT", nullable: true),
                    requested_at = table.Column<long>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    settled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    promised_until = table.Column<long>(type: "INTEGER", nullable: false),
                    others = table.Column<int>(type: "INTEGER", nullable: false),
                    repeats = table.Column<int>(type: "INTEGER", nullable: false),
                    made_good_at = table.Column<long>(type: "INTEGER", nullable: true),
                    failed_before_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refund_cases", x => x.refund_key);
                });

            migrationBuilder.CreateTable(
                name: "touched_payments",
                columns: table => new
                {
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_touched_payments", x => new { x.kind, x.day });
                });

            migrationBuilder.CreateIndex(
                name: "ix_billing_findings_day_vendor_id",
                table: "billing_findings",
                columns: new[] { "day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_block_candidates_day_vendor_id",
                table: "block_candidates",
                columns: new[] { "day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_failed_orders_day_vendor_id",
                table: "failed_orders",
                columns: new[] { "day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_failed_orders_vendor_id_day",
                table: "failed_orders",
                columns: new[] { "vendor_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_finding_dismissals_vendor_id_payment_ref",
                table: "finding_dismissals",
                columns: new[] { "vendor_id", "payment_ref" });

            migrationBuilder.CreateIndex(
                name: "ix_fraud_signals_day_vendor_id",
                table: "fraud_signals",
                columns: new[] { "day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_open_payments_day_vendor_id",
                table: "open_payments",
                columns: new[] { "day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_refund_cases_day_vendor_id",
                table: "refund_cases",
                columns: new[] { "day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_refund_cases_failed_before_at_day_vendor_id",
                table: "refund_cases",
                columns: new[] { "failed_before_at", "day", "vendor_id" },
                filter: "failed_before_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_refund_cases_payment_hash",
                table: "refund_cases",
                column: "payment_hash",
                filter: "payment_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_refund_cases_repeats_day_vendor_id",
                table: "refund_cases",
                columns: new[] { "repeats", "day", "vendor_id" },
                filter: "repeats > 0");

            migrationBuilder.CreateIndex(
                name: "ix_refund_cases_status_day_vendor_id",
                table: "refund_cases",
                columns: new[] { "status", "day", "vendor_id" },
                filter: "status <> 'succeeded'");

            migrationBuilder.CreateIndex(
                name: "ix_refund_cases_vendor_id_day",
                table: "refund_cases",
                columns: new[] { "vendor_id", "day" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "billing_findings");

            migrationBuilder.DropTable(
                name: "block_candidates");

            migrationBuilder.DropTable(
                name: "failed_orders");

            migrationBuilder.DropTable(
                name: "finding_dismissals");

            migrationBuilder.DropTable(
                name: "fraud_signals");

            migrationBuilder.DropTable(
                name: "open_payments");

            migrationBuilder.DropTable(
                name: "payment_facets");

            migrationBuilder.DropTable(
                name: "refund_cases");

            migrationBuilder.DropTable(
                name: "touched_payments");
        }
    }
}
