using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class WhoHeldDisputes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "three_ds_used_minor",
                schema: "reporting",
                table: "network_payments",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AlterColumn<string>(
                name: "three_ds",
                schema: "reporting",
                table: "dispute_ledger",
                type: "text",
                nullable: true,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);

            migrationBuilder.AddColumn<long>(
                name: "acquirer_held_seconds",
                schema: "reporting",
                table: "dispute_ledger",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "vendor_held_seconds",
                schema: "reporting",
                table: "dispute_ledger",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "three_ds_used_minor",
                schema: "reporting",
                table: "daily_payments",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "acquirer_held_seconds",
                schema: "reporting",
                table: "daily_ledger",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "held",
                schema: "reporting",
                table: "daily_ledger",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "vendor_held_seconds",
                schema: "reporting",
                table: "daily_ledger",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "challenged_decided_minor",
                schema: "reporting",
                table: "daily_disputes",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_vendor_id_opened_day_three_ds",
                schema: "reporting",
                table: "dispute_ledger",
                columns: new[] { "vendor_id", "opened_day", "three_ds" },
                filter: "state = 'fraud_notice'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_dispute_ledger_vendor_id_opened_day_three_ds",
                schema: "reporting",
                table: "dispute_ledger");

            migrationBuilder.DropColumn(
                name: "three_ds_used_minor",
                schema: "reporting",
                table: "network_payments");

            migrationBuilder.DropColumn(
                name: "acquirer_held_seconds",
                schema: "reporting",
                table: "dispute_ledger");

            migrationBuilder.DropColumn(
                name: "vendor_held_seconds",
                schema: "reporting",
                table: "dispute_ledger");

            migrationBuilder.DropColumn(
                name: "three_ds_used_minor",
                schema: "reporting",
                table: "daily_payments");

            migrationBuilder.DropColumn(
                name: "acquirer_held_seconds",
                schema: "reporting",
                table: "daily_ledger");

            migrationBuilder.DropColumn(
                name: "held",
                schema: "reporting",
                table: "daily_ledger");

            migrationBuilder.DropColumn(
                name: "vendor_held_seconds",
                schema: "reporting",
                table: "daily_ledger");

            migrationBuilder.DropColumn(
                name: "challenged_decided_minor",
                schema: "reporting",
                table: "daily_disputes");

            migrationBuilder.AlterColumn<string>(
                name: "three_ds",
                schema: "reporting",
                table: "dispute_ledger",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true,
                oldCollation: "C");
        }
    }
}
