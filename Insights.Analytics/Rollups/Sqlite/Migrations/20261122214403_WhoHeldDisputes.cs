using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WhoHeldDisputes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "three_ds_used_minor",
                table: "network_payments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "acquirer_held_seconds",
                table: "dispute_ledger",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "vendor_held_seconds",
                table: "dispute_ledger",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "three_ds_used_minor",
                table: "daily_payments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "acquirer_held_seconds",
                table: "daily_ledger",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "held",
                table: "daily_ledger",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "vendor_held_seconds",
                table: "daily_ledger",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "challenged_decided_minor",
                table: "daily_disputes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateIndex(
                name: "ix_dispute_ledger_vendor_id_opened_day_three_ds",
                table: "dispute_ledger",
                columns: new[] { "vendor_id", "opened_day", "three_ds" },
                filter: "state = 'fraud_notice'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_dispute_ledger_vendor_id_opened_day_three_ds",
                table: "dispute_ledger");

            migrationBuilder.DropColumn(
                name: "three_ds_used_minor",
                table: "network_payments");

            migrationBuilder.DropColumn(
                name: "acquirer_held_seconds",
                table: "dispute_ledger");

            migrationBuilder.DropColumn(
                name: "vendor_held_seconds",
                table: "dispute_ledger");

            migrationBuilder.DropColumn(
                name: "three_ds_used_minor",
                table: "daily_payments");

            migrationBuilder.DropColumn(
                name: "acquirer_held_seconds",
                table: "daily_ledger");

            migrationBuilder.DropColumn(
                name: "held",
                table: "daily_ledger");

            migrationBuilder.DropColumn(
                name: "vendor_held_seconds",
                table: "daily_ledger");

            migrationBuilder.DropColumn(
                name: "challenged_decided_minor",
                table: "daily_disputes");
        }
    }
}
