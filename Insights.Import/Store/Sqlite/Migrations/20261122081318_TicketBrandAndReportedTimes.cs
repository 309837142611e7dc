using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Import.Store.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TicketBrandAndReportedTimes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "brand",
                table: "tickets",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "hold_reason",
                table: "tickets",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_agent_wait_business_seconds",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_agent_wait_seconds",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_first_reply_business_seconds",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_first_resolution_business_seconds",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_first_resolution_seconds",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_full_resolution_business_seconds",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_on_hold_business_seconds",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_on_hold_seconds",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_reopens",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_replies",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_requester_wait_business_seconds",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_requester_wait_seconds",
                table: "tickets",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "brand",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "hold_reason",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_agent_wait_business_seconds",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_agent_wait_seconds",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_first_reply_business_seconds",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_first_resolution_business_seconds",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_first_resolution_seconds",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_full_resolution_business_seconds",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_on_hold_business_seconds",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_on_hold_seconds",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_reopens",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_replies",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_requester_wait_business_seconds",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_requester_wait_seconds",
                table: "tickets");
        }
    }
}
