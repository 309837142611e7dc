using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Insights.Analytics.Rollups.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class PaymentCases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "billing_findings",
                schema: "reporting",
                columns: table => new
                {
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    payment_ref = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    paid_at = table.Column<long>(type: "bigint", nullable: false),
                    payment_hash = table.Column<long>(type: "bigint", nullable: false),
                    other_ref = table.Column<string>(type: "text", nullable: true),
                    other_hash = table.Column<long>(type: "bigint", nullable: true),
                    other_at = table.Column<long>(type: "bigint", nullable: true),
                    customer_ref = table.Column<string>(type: "text", nullable: true),
                    order_ref = table.Column<string>(type: "text", nullable: true),
                    gateway = table.Column<string>(type: "text", nullable: true),
                    method = table.Column<string>(type: "text", nullable: true),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    expected_minor = table.Column<long>(type: "bigint", nullable: true),
                    fee_minor = table.Column<long>(type: "bigint", nullable: true),
                    same_order = table.Column<int>(type: "integer", nullable: true),
                    ticket_source_id = table.Column<int>(type: "integer", nullable: true),
                    ticket_ref = table.Column<string>(type: "text", nullable: true),
                    refunded_at = table.Column<long>(type: "bigint", nullable: true),
                    disputed_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_billing_findings", x => new { x.kind, x.source_id, x.payment_ref });
                });

            migrationBuilder.CreateTable(
                name: "block_candidates",
                schema: "reporting",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    token_kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    token = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    day = table.Column<int>(type: "integer", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    passed = table.Column<int>(type: "integer", nullable: false),
                    last_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_block_candidates", x => new { x.vendor_id, x.token_kind, x.token, x.reason, x.day });
                });

            migrationBuilder.CreateTable(
                name: "failed_orders",
                schema: "reporting",
                columns: table => new
                {
                    payment_key = table.Column<long>(type: "bigint", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    payment_ref = table.Column<string>(type: "text", nullable: false),
                    customer_ref = table.Column<string>(type: "text", nullable: true),
                    order_ref = table.Column<string>(type: "text", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    first_at = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    gateway = table.Column<string>(type: "text", nullable: true),
                    method = table.Column<string>(type: "text", nullable: true),
                    brand = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    customer_country = table.Column<string>(type: "text", nullable: true),
                    bin6 = table.Column<string>(type: "text", nullable: true),
                    failure_code = table.Column<string>(type: "text", nullable: true),
                    failure_cause = table.Column<string>(type: "text", nullable: true),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    next = table.Column<string>(type: "text", nullable: false),
                    next_at = table.Column<long>(type: "bigint", nullable: true),
                    next_method = table.Column<string>(type: "text", nullable: true),
                    ticket_source_id = table.Column<int>(type: "integer", nullable: true),
                    ticket_ref = table.Column<string>(type: "text", nullable: true),
                    recovered = table.Column<int>(type: "integer", nullable: false),
                    recovered_at = table.Column<long>(type: "bigint", nullable: true),
                    recovered_ref = table.Column<string>(type: "text", nullable: true),
                    recovered_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_failed_orders", x => x.payment_key);
                });

            migrationBuilder.CreateTable(
                name: "finding_dismissals",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    payment_ref = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    by_vendor = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    withdrawn_by = table.Column<string>(type: "text", nullable: true),
                    withdrawn_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_finding_dismissals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fraud_signals",
                schema: "reporting",
                columns: table => new
                {
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    member = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    day = table.Column<int>(type: "integer", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    failed = table.Column<int>(type: "integer", nullable: false),
                    cards = table.Column<int>(type: "integer", nullable: false),
                    disputes = table.Column<int>(type: "integer", nullable: false),
                    least_minor = table.Column<long>(type: "bigint", nullable: false),
                    most_minor = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fraud_signals", x => new { x.kind, x.vendor_id, x.started_at, x.member });
                });

            migrationBuilder.CreateTable(
                name: "open_payments",
                schema: "reporting",
                columns: table => new
                {
                    payment_key = table.Column<long>(type: "bigint", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    payment_ref = table.Column<string>(type: "text", nullable: false),
                    customer_ref = table.Column<string>(type: "text", nullable: true),
                    order_ref = table.Column<string>(type: "text", nullable: true),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    gateway = table.Column<string>(type: "text", nullable: true),
                    method = table.Column<string>(type: "text", nullable: true),
                    occurred_at = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    escalate_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open_payments", x => x.payment_key);
                });

            migrationBuilder.CreateTable(
                name: "payment_facets",
                schema: "reporting",
                columns: table => new
                {
                    facet = table.Column<int>(type: "integer", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    grain = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    member = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    count = table.Column<long>(type: "bigint", nullable: false),
                    @base = table.Column<long>(name: "base", type: "bigint", nullable: false),
                    minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_facets", x => new { x.facet, x.vendor_id, x.grain, x.day, x.member, x.currency });
                });

            migrationBuilder.CreateTable(
                name: "refund_cases",
                schema: "reporting",
                columns: table => new
                {
                    refund_key = table.Column<long>(type: "bigint", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    refund_ref = table.Column<string>(type: "text", nullable: false),
                    payment_ref = table.Column<string>(type: "text", nullable: true),
                    payment_hash = table.Column<long>(type: "bigint", nullable: true),
                    customer_ref = table.Column<string>(type: "text", nullable: true),
                    order_ref = table.Column<string>(type: "text", nullable: true),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    extent = table.Column<string>(type: "text", nullable: true),
                    mode = table.Column<string>(type: "text", nullable: true),
                    method = table.Column<string>(type: "text", nullable: true),
                    gateway = table.Column<string>(type: "text", nullable: true),
                    requested_at = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    settled_at = table.Column<long>(type: "bigint", nullable: true),
                    promised_until = table.Column<long>(type: "bigint", nullable: false),
                    others = table.Column<int>(type: "integer", nullable: false),
                    repeats = table.Column<int>(type: "integer", nullable: false),
                    made_good_at = table.Column<long>(type: "bigint", nullable: true),
                    failed_before_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refund_cases", x => x.refund_key);
                });

            migrationBuilder.CreateTable(
                name: "touched_payments",
                schema: "reporting",
                columns: table => new
                {
                    kind = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_touched_payments", x => new { x.kind, x.day });
                });

            migrationBuilder.CreateIndex(
                name: "ix_billing_findings_day_vendor_id",
                schema: "reporting",
                table: "billing_findings",
                columns: new[] { "day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_block_candidates_day_vendor_id",
                schema: "reporting",
                table: "block_candidates",
                columns: new[] { "day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_failed_orders_day_vendor_id",
                schema: "reporting",
                table: "failed_orders",
                columns: new[] { "day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_failed_orders_vendor_id_day",
                schema: "reporting",
                table: "failed_orders",
                columns: new[] { "vendor_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_finding_dismissals_vendor_id_payment_ref",
                schema: "reporting",
                table: "finding_dismissals",
                columns: new[] { "vendor_id", "payment_ref" });

            migrationBuilder.CreateIndex(
                name: "ix_fraud_signals_day_vendor_id",
                schema: "reporting",
                table: "fraud_signals",
                columns: new[] { "day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_open_payments_day_vendor_id",
                schema: "reporting",
                table: "open_payments",
                columns: new[] { "day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_refund_cases_day_vendor_id",
                schema: "reporting",
                table: "refund_cases",
                columns: new[] { "day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_refund_cases_failed_before_at_day_vendor_id",
                schema: "reporting",
                table: "refund_cases",
                columns: new[] { "failed_before_at", "day", "vendor_id" },
                filter: "failed_before_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_refund_cases_payment_hash",
                schema: "reporting",
                table: "refund_cases",
                column: "payment_hash",
                filter: "payment_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_refund_cases_repeats_day_vendor_id",
                schema: "reporting",
                table: "refund_cases",
                columns: new[] { "repeats", "day", "vendor_id" },
                filter: "repeats > 0");

            migrationBuilder.CreateIndex(
                name: "ix_refund_cases_status_day_vendor_id",
                schema: "reporting",
                table: "refund_cases",
                columns: new[] { "status", "day", "vendor_id" },
                filter: "status <> 'succeeded'");

            migrationBuilder.CreateIndex(
                name: "ix_refund_cases_vendor_id_day",
                schema: "reporting",
                table: "refund_cases",
                columns: new[] { "vendor_id", "day" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "billing_findings",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "block_candidates",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "failed_orders",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "finding_dismissals",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "fraud_signals",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "open_payments",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "payment_facets",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "refund_cases",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "touched_payments",
                schema: "reporting");
        }
    }
}
