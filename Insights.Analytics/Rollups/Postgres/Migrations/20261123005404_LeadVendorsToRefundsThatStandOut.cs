using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class LeadVendorsToRefundsThatStandOut : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_refund_cases_failed_before_at_day_vendor_id",
                schema: "reporting",
                table: "refund_cases");

            migrationBuilder.CreateIndex(
                name: "ix_refund_cases_day_failed_before_at",
                schema: "reporting",
                table: "refund_cases",
                columns: new[] { "day", "failed_before_at" },
                filter: "failed_before_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_refund_cases_vendor_id_day_failed_before_at",
                schema: "reporting",
                table: "refund_cases",
                columns: new[] { "vendor_id", "day", "failed_before_at" },
                filter: "failed_before_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_refund_cases_vendor_id_day_status",
                schema: "reporting",
                table: "refund_cases",
                columns: new[] { "vendor_id", "day", "status" },
                filter: "status <> 'succeeded'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_refund_cases_day_failed_before_at",
                schema: "reporting",
                table: "refund_cases");

            migrationBuilder.DropIndex(
                name: "ix_refund_cases_vendor_id_day_failed_before_at",
                schema: "reporting",
                table: "refund_cases");

            migrationBuilder.DropIndex(
                name: "ix_refund_cases_vendor_id_day_status",
                schema: "reporting",
                table: "refund_cases");

            migrationBuilder.CreateIndex(
                name: "ix_refund_cases_failed_before_at_day_vendor_id",
                schema: "reporting",
                table: "refund_cases",
                columns: new[] { "failed_before_at", "day", "vendor_id" },
                filter: "failed_before_at IS NOT NULL");
        }
    }
}
