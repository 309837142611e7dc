using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ThreeDs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "three_ds_known",
                schema: "reporting",
                table: "network_payments",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "three_ds_used",
                schema: "reporting",
                table: "network_payments",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "three_ds_known",
                schema: "reporting",
                table: "daily_payments",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "three_ds_used",
                schema: "reporting",
                table: "daily_payments",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "three_ds_known",
                schema: "reporting",
                table: "network_payments");

            migrationBuilder.DropColumn(
                name: "three_ds_used",
                schema: "reporting",
                table: "network_payments");

            migrationBuilder.DropColumn(
                name: "three_ds_known",
                schema: "reporting",
                table: "daily_payments");

            migrationBuilder.DropColumn(
                name: "three_ds_used",
                schema: "reporting",
                table: "daily_payments");
        }
    }
}
