using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class DailyLedger : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_dispute_ledger_vendor_id_opened_day",
                schema: "reporting",
                table: "dispute_ledger");

            migrationBuilder.AlterColumn<string>(
                name: "state",
                schema: "reporting",
                table: "dispute_ledger",
                type: "text",
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AlterColumn<string>(
                name: "reason_category",
                schema: "reporting",
                table: "dispute_ledger",
                type: "text",
                nullable: true,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "outcome",
                schema: "reporting",
                table: "dispute_ledger",
                type: "text",
                nullable: true,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "network",
                schema: "reporting",
                table: "dispute_ledger",
                type: "text",
                nullable: true,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "currency",
                schema: "reporting",
                table: "dispute_ledger",
                type: "text",
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<long>(
                name: "fraud_disputed_minor",
                schema: "reporting",
                table: "daily_disputes",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "fraud_disputes",
                schema: "reporting",
                table: "daily_disputes",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "fraud_notices",
                schema: "reporting",
                table: "daily_disputes",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "fraud_notices_minor",
                schema: "reporting",
                table: "daily_disputes",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "daily_clocks",
                schema: "reporting",
                columns: table => new
                {
                    dimension = table.Column<int>(type: "integer", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    member = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    first_reply_met = table.Column<long>(type: "bigint", nullable: false),
                    first_reply_breached = table.Column<long>(type: "bigint", nullable: false),
                    resolution_met = table.Column<long>(type: "bigint", nullable: false),
                    resolution_breached = table.Column<long>(type: "bigint", nullable: false),
                    other_met = table.Column<long>(type: "bigint", nullable: false),
                    other_breached = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_daily_clocks", x => new { x.dimension, x.vendor_id, x.day, x.member });
                });

            migrationBuilder.CreateTable(
                name: "daily_ledger",
                schema: "reporting",
                columns: table => new
                {
                    basis = table.Column<int>(type: "integer", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    received = table.Column<long>(type: "bigint", nullable: false),
                    challenged = table.Column<long>(type: "bigint", nullable: false),
                    expired = table.Column<long>(type: "bigint", nullable: false),
                    expired_cost_minor = table.Column<long>(type: "bigint", nullable: false),
                    late = table.Column<long>(type: "bigint", nullable: false),
                    responded = table.Column<long>(type: "bigint", nullable: false),
                    contacted = table.Column<long>(type: "bigint", nullable: false),
                    never_contacted = table.Column<long>(type: "bigint", nullable: false),
                    deflectable = table.Column<long>(type: "bigint", nullable: false),
                    deflectable_minor = table.Column<long>(type: "bigint", nullable: false),
                    deflectable_fees_minor = table.Column<long>(type: "bigint", nullable: false),
                    refunded = table.Column<long>(type: "bigint", nullable: false),
                    double_loss = table.Column<long>(type: "bigint", nullable: false),
                    double_loss_minor = table.Column<long>(type: "bigint", nullable: false),
                    refunded_lost = table.Column<long>(type: "bigint", nullable: false),
                    refunded_lost_cost_minor = table.Column<long>(type: "bigint", nullable: false),
                    inquiries = table.Column<long>(type: "bigint", nullable: false),
                    late_inquiries = table.Column<long>(type: "bigint", nullable: false),
                    late_inquiries_cost_minor = table.Column<long>(type: "bigint", nullable: false),
                    duplicate = table.Column<long>(type: "bigint", nullable: false),
                    noticed = table.Column<long>(type: "bigint", nullable: false),
                    won = table.Column<long>(type: "bigint", nullable: false),
                    won_recovered_minor = table.Column<long>(type: "bigint", nullable: false),
                    prevented = table.Column<long>(type: "bigint", nullable: false),
                    prevented_or_received = table.Column<long>(type: "bigint", nullable: false),
                    charge_known = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_daily_ledger", x => new { x.basis, x.vendor_id, x.day, x.currency });
                });

            migrationBuilder.CreateTable(
                name: "derived_days",
                schema: "reporting",
                columns: table => new
                {
                    kind = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_derived_days", x => new { x.kind, x.day });
                });

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_vendor_id_decided_day_final_at_decided_at_is_dispute_outcome_currency",
                schema: "reporting",
                table: "dispute_ledger",
                columns: new[] { "vendor_id", "decided_day", "final_at", "decided_at", "is_dispute", "outcome", "currency" },
                filter: "decided_day IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_vendor_id_network_reason_category_outcome_is_dispute_challenged",
                schema: "reporting",
                table: "dispute_ledger",
                columns: new[] { "vendor_id", "network", "reason_category", "outcome", "is_dispute", "challenged" },
                filter: "challenged");

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_vendor_id_opened_day_is_dispute_days_to_dispute_opened_at_responded_at",
                schema: "reporting",
                table: "dispute_ledger",
                columns: new[] { "vendor_id", "opened_day", "is_dispute", "days_to_dispute", "opened_at", "responded_at" });

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_vendor_id_state_due_at_currency_amount_minor_outcome",
                schema: "reporting",
                table: "dispute_ledger",
                columns: new[] { "vendor_id", "state", "due_at", "currency", "amount_minor", "outcome" },
                filter: "outcome IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_derived_days_revision",
                schema: "reporting",
                table: "derived_days",
                column: "revision");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "daily_clocks",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "daily_ledger",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "derived_days",
                schema: "reporting");

            migrationBuilder.DropIndex(
                name: "ix_dispute_ledger_vendor_id_decided_day_final_at_decided_at_is_dispute_outcome_currency",
                schema: "reporting",
                table: "dispute_ledger");

            migrationBuilder.DropIndex(
                name: "ix_dispute_ledger_vendor_id_network_reason_category_outcome_is_dispute_challenged",
                schema: "reporting",
                table: "dispute_ledger");

            migrationBuilder.DropIndex(
                name: "ix_dispute_ledger_vendor_id_opened_day_is_dispute_days_to_dispute_opened_at_responded_at",
                schema: "reporting",
                table: "dispute_ledger");

            migrationBuilder.DropIndex(
                name: "ix_dispute_ledger_vendor_id_state_due_at_currency_amount_minor_outcome",
                schema: "reporting",
                table: "dispute_ledger");

            migrationBuilder.DropColumn(
                name: "fraud_disputed_minor",
                schema: "reporting",
                table: "daily_disputes");

            migrationBuilder.DropColumn(
                name: "fraud_disputes",
                schema: "reporting",
                table: "daily_disputes");

            migrationBuilder.DropColumn(
                name: "fraud_notices",
                schema: "reporting",
                table: "daily_disputes");

            migrationBuilder.DropColumn(
                name: "fraud_notices_minor",
                schema: "reporting",
                table: "daily_disputes");

            migrationBuilder.AlterColumn<string>(
                name: "state",
                schema: "reporting",
                table: "dispute_ledger",
                type: "text",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text",
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "reason_category",
                schema: "reporting",
                table: "dispute_ledger",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "outcome",
                schema: "reporting",
                table: "dispute_ledger",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "network",
                schema: "reporting",
                table: "dispute_ledger",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "currency",
                schema: "reporting",
                table: "dispute_ledger",
                type: "text",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text",
                oldCollation: "C");

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_vendor_id_opened_day",
                schema: "reporting",
                table: "dispute_ledger",
                columns: new[] { "vendor_id", "opened_day" });
        }
    }
}
