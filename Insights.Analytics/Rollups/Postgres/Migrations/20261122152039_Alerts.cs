using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Insights.Analytics.Rollups.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Alerts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "refunds_failed",
                schema: "reporting",
                table: "daily_payments",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "refunds_failed_minor",
                schema: "reporting",
                table: "daily_payments",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "refunds_pending",
                schema: "reporting",
                table: "daily_payments",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "refunds_pending_minor",
                schema: "reporting",
                table: "daily_payments",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "alert_days",
                schema: "reporting",
                columns: table => new
                {
                    alert_id = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false),
                    expected = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alert_days", x => new { x.alert_id, x.day });
                });

            migrationBuilder.CreateTable(
                name: "alert_shares",
                schema: "reporting",
                columns: table => new
                {
                    alert_id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    dimension = table.Column<string>(type: "text", nullable: false),
                    member = table.Column<string>(type: "text", nullable: false),
                    share = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alert_shares", x => new { x.alert_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "alerts",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    metric = table.Column<string>(type: "text", nullable: false),
                    dimension = table.Column<string>(type: "text", nullable: true),
                    member = table.Column<string>(type: "text", nullable: true),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    is_high = table.Column<bool>(type: "boolean", nullable: false),
                    first_day = table.Column<int>(type: "integer", nullable: false),
                    last_day = table.Column<int>(type: "integer", nullable: false),
                    recovered_day = table.Column<int>(type: "integer", nullable: true),
                    count = table.Column<long>(type: "bigint", nullable: false),
                    expected = table.Column<double>(type: "double precision", nullable: false),
                    chance = table.Column<double>(type: "double precision", nullable: false),
                    peak_day = table.Column<int>(type: "integer", nullable: false),
                    from_hour = table.Column<int>(type: "integer", nullable: true),
                    to_hour = table.Column<int>(type: "integer", nullable: true),
                    window_count = table.Column<long>(type: "bigint", nullable: true),
                    window_usual = table.Column<double>(type: "double precision", nullable: true),
                    compared_days = table.Column<int>(type: "integer", nullable: false),
                    first_seen_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alerts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "watch_runs",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ran_at = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<int>(type: "integer", nullable: false),
                    to = table.Column<int>(type: "integer", nullable: false),
                    series = table.Column<int>(type: "integer", nullable: false),
                    alerts = table.Column<int>(type: "integer", nullable: false),
                    chance = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_watch_runs", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_alerts_last_day",
                schema: "reporting",
                table: "alerts",
                column: "last_day");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alert_days",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "alert_shares",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "alerts",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "watch_runs",
                schema: "reporting");

            migrationBuilder.DropColumn(
                name: "refunds_failed",
                schema: "reporting",
                table: "daily_payments");

            migrationBuilder.DropColumn(
                name: "refunds_failed_minor",
                schema: "reporting",
                table: "daily_payments");

            migrationBuilder.DropColumn(
                name: "refunds_pending",
                schema: "reporting",
                table: "daily_payments");

            migrationBuilder.DropColumn(
                name: "refunds_pending_minor",
                schema: "reporting",
                table: "daily_payments");
        }
    }
}
