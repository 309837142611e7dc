using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ThreeDs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "three_ds_known",
                table: "network_payments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "three_ds_used",
                table: "network_payments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "three_ds_known",
                table: "daily_payments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "three_ds_used",
                table: "daily_payments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "three_ds_known",
                table: "network_payments");

            migrationBuilder.DropColumn(
                name: "three_ds_used",
                table: "network_payments");

            migrationBuilder.DropColumn(
                name: "three_ds_known",
                table: "daily_payments");

            migrationBuilder.DropColumn(
                name: "three_ds_used",
                table: "daily_payments");
        }
    }
}
