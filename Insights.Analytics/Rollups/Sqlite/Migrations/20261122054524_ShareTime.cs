using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ShareTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "agent",
                table: "ticket_clocks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "party",
                table: "ticket_clocks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "cause",
                table: "ticket_clocks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "agent_seconds",
                table: "ticket_clocks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "vendor_seconds",
                table: "ticket_clocks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "customer_seconds",
                table: "ticket_clocks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "third_party_seconds",
                table: "ticket_clocks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "off_hours_seconds",
                table: "ticket_clocks",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "agent",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "party",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "cause",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "agent_seconds",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "vendor_seconds",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "customer_seconds",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "third_party_seconds",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "off_hours_seconds",
                table: "ticket_clocks");
        }
    }
}
