using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Alerts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "refunds_failed",
                table: "daily_payments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "refunds_failed_minor",
                table: "daily_payments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "refunds_pending",
                table: "daily_payments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "refunds_pending_minor",
                table: "daily_payments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "alert_days",
                columns: table => new
                {
                    alert_id = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    count = table.Column<long>(type: "INTEGER", nullable: false),
                    expected = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alert_days", x => new { x.alert_id, x.day });
                });

            migrationBuilder.CreateTable(
                name: "alert_shares",
                columns: table => new
                {
                    alert_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dimension = table.Column<string>(type: "TEXT", nullable: false),
                    member = table.Column<string>(type: "TEXT", nullable: false),
                    share = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alert_shares", x => new { x.alert_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "alerts",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    metric = table.Column<string>(type: "TEXT", nullable: false),
                    dimension = table.Column<string>(type: "TEXT", nullable: true),
                    member = table.Column<string>(type: "TEXT", nullable: true),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    is_high = table.Column<bool>(type: "INTEGER", nullable: false),
                    first_day = table.Column<int>(type: "INTEGER", nullable: false),
                    last_day = table.Column<int>(type: "INTEGER", nullable: false),
                    recovered_day = table.Column<int>(type: "INTEGER", nullable: true),
                    count = table.Column<long>(type: "INTEGER", nullable: false),
                    expected = table.Column<double>(type: "REAL", nullable: false),
                    chance = table.Column<double>(type: "REAL", nullable: false),
                    peak_day = table.Column<int>(type: "INTEGER", nullable: false),
                    from_hour = table.Column<int>(type: "INTEGER", nullable: true),
                    to_hour = table.Column<int>(type: "INTEGER", nullable: true),
                    window_count = table.Column<long>(type: "INTEGER", nullable: true),
                    window_usual = table.Column<double>(type: "REAL", nullable: true),
                    compared_days = table.Column<int>(type: "INTEGER", nullable: false),
                    first_seen_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alerts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "watch_runs",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ran_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<int>(type: "INTEGER", nullable: false),
                    to = table.Column<int>(type: "INTEGER", nullable: false),
                    series = table.Column<int>(type: "INTEGER", nullable: false),
                    alerts = table.Column<int>(type: "INTEGER", nullable: false),
                    chance = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_watch_runs", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_alerts_last_day",
                table: "alerts",
                column: "last_day");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alert_days");

            migrationBuilder.DropTable(
                name: "alert_shares");

            migrationBuilder.DropTable(
                name: "alerts");

            migrationBuilder.DropTable(
                name: "watch_runs");

            migrationBuilder.DropColumn(
                name: "refunds_failed",
                table: "daily_payments");

            migrationBuilder.DropColumn(
                name: "refunds_failed_minor",
                table: "daily_payments");

            migrationBuilder.DropColumn(
                name: "refunds_pending",
                table: "daily_payments");

            migrationBuilder.DropColumn(
                name: "refunds_pending_minor",
                table: "daily_payments");
        }
    }
}
