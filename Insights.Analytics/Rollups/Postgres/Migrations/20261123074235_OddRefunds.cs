using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class OddRefunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_refund_cases_day_failed_before_at",
                schema: "reporting",
                table: "refund_cases");

            migrationBuilder.DropIndex(
                name: "ix_refund_cases_repeats_day_vendor_id",
                schema: "reporting",
                table: "refund_cases");

            migrationBuilder.DropIndex(
                name: "ix_refund_cases_status_day_vendor_id",
                schema: "reporting",
                table: "refund_cases");

            migrationBuilder.CreateTable(
                name: "odd_refunds",
                schema: "reporting",
                columns: table => new
                {
                    day = table.Column<int>(type: "integer", nullable: false),
                    refund_key = table.Column<long>(type: "bigint", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    gateway = table.Column<string>(type: "text", nullable: true),
                    method = table.Column<string>(type: "text", nullable: true),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    owed = table.Column<int>(type: "integer", nullable: false),
                    repeated = table.Column<int>(type: "integer", nullable: false),
                    failed_before_at = table.Column<long>(type: "bigint", nullable: true),
                    done_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_odd_refunds", x => new { x.day, x.refund_key });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "odd_refunds",
                schema: "reporting");

            migrationBuilder.CreateIndex(
                name: "ix_refund_cases_day_failed_before_at",
                schema: "reporting",
                table: "refund_cases",
                columns: new[] { "day", "failed_before_at" },
                filter: "failed_before_at IS NOT NULL");

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
        }
    }
}
